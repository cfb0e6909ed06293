using System.Data.Common;
using System.Net.Sockets;
using ForumPortal.Infrastructure.Settings;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace ForumPortal.Web.Hosting;

/// <summary>What keeps the program from starting and is not a fault of its own: one line for the operator. Anything else is a fault, and shows where.</summary>
/// <param name="ExitCode">2 where a setting or file must change, 3 where something outside is missing or in the way.</param>
/// <param name="Says">What is wrong and what to do.</param>
internal sealed record StartupProblem(int ExitCode, string Says)
{
    public static StartupProblem? Of(Exception exception) => exception switch
    {
        InvalidSettingException setting => new(2, setting.Message),
        OptionsValidationException options => new(2, string.Join(" ", options.Failures)),
        InvalidDataException or FormatException when exception.InnerException is not null => new(2, $"A settings file cannot be read: {Line(exception.InnerException.Message)}"),
        IOException { InnerException: AddressInUseException } => new(3, $"{Line(exception.Message)} Stop what listens there, or set another address (Portal:PublicAddress in Development, ASPNETCORE_URLS elsewhere)."),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => new(3, "It may not listen at that address. Set another one by ASPNETCORE_URLS."),
        DbException => new(3, $"Database: cannot be used ({Line(exception.Message)}) See that it runs and that Database:ConnectionString or Data:Directory is right."),
        _ => null,
    };

    private static string Line(string message) => message.ReplaceLineEndings(" ").Trim();
}
