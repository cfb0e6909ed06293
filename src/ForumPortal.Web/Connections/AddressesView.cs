using ForumPortal.Application.Connections;

namespace ForumPortal.Web.Connections;

/// <summary>What is entered at the provider.</summary>
/// <param name="Connection">The connection's reference.</param>
/// <param name="Settings">Its settings.</param>
public sealed record AddressesView(string Connection, ConnectionSettings Settings);
