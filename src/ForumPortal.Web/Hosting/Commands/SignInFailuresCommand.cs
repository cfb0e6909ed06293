using System.CommandLine;
using System.Globalization;
using ForumPortal.Application.SignIn;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Says why sign-ins failed, while nobody can sign in to read it in the record.</summary>
internal sealed class SignInFailuresCommand : PortalCommand
{
    private readonly Option<string> reference = CommandOption.Text("--reference", "REFERENCE", "The reference that the person saw; the last twenty where nothing is said");

    public SignInFailuresCommand()
        : base("sign-in-failures", "Says why sign-ins failed, as the record has it.")
    {
        Add(reference);
    }

    public override async Task<int> Run(CommandRun run)
    {
        var failures = await run.Send(new ListSignInFailures(run.Find(reference)));
        if (failures.Count == 0) run.Say(run.Find(reference) is { } asked ? $"The record has no failed sign-in under {asked}." : "The record has no failed sign-in.");
        foreach (var one in failures)
        {
            run.Say(string.Create(CultureInfo.InvariantCulture, $"{one.At:yyyy-MM-dd HH:mm:ss} UTC  {one.Reference}  {(one.Organization.Length > 0 ? one.Organization : "no organization known")}"));
            run.Say($"  {one.Reason}");
        }
        return 0;
    }
}
