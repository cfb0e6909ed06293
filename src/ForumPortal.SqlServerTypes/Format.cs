namespace Microsoft.SqlServer.Server;

/// <summary>How a CLR user-defined type is serialized. The product sends none; the client only asks for the type.</summary>
public enum Format
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>By the server.</summary>
    Native = 1,

    /// <summary>By the type itself.</summary>
    UserDefined = 2,
}
