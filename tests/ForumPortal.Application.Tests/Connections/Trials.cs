using ForumPortal.Application.Connections;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Tests.Connections;

/// <summary>What a test of connections does over and over.</summary>
internal static class Trials
{
    public static readonly ConnectionForm Form = new()
    {
        Issuer = "https://new.example", ClientId = "forum", ClientSecret = "a secret", RoleClaim = "roles", Values = ["boss"], Roles = [Role.OrganizationAdministrator],
    };

    /// <summary>An administrator of that organization, whose role was given in the portal.</summary>
    public static async Task<string> Administrator(this TestForum forum, string organization)
    {
        await forum.Join($"administrator@{organization}", organization, Role.OrganizationAdministrator | Role.Reader);
        return $"administrator@{organization}";
    }

    public static Task<string?> ConnectionOf(this TestForum forum, string organization) =>
        forum.Value<string>("SELECT c.ref FROM connection c JOIN organization o ON o.id = c.organization_id WHERE o.handle = @organization", new { organization });

    /// <summary>As the sign-in code would, once the provider has proved that person.</summary>
    public static async Task Tested(this TestForum forum, string trial, string subject, params string[] roles)
    {
        var connection = await forum.Sender.Send(TestForum.Program, new FindTrial(trial));
        Assert.True(await forum.Sender.Send(TestForum.Program, new RecordTrialTest(trial, connection!.Version, 0)
        {
            Person = Proven(connection, subject, roles),
        }));
    }

    public static async Task Failed(this TestForum forum, string trial) =>
        await forum.Sender.Send(TestForum.Program, new RecordTrialTest(trial, 1, 0) { Reason = "the client secret is wrong", Fault = ConnectionFault.Secret });

    public static async Task<string> SignIn(this TestForum forum, string connection, string subject, params string[] roles)
    {
        var found = await forum.Sender.Send(TestForum.Program, new FindConnection(connection));
        var result = await forum.Sender.Send(TestForum.Program, new SignInPerson
        {
            Person = Proven(found!, subject, roles),
            AuthenticatedAt = forum.Clock.Now, Agent = "test",
        });
        return result.Secret ?? throw new InvalidOperationException($"{subject} was refused: {result.Refusal}.");
    }

    public static async Task<Caller> CallerOf(this TestForum forum, string secret)
    {
        var caller = await forum.Sender.Send(new Caller(), new RecognizeSession(secret)) ?? throw new InvalidOperationException("Nobody holds that secret.");
        await forum.Sender.Send(caller, new AcceptTerms(1));
        return (await forum.Sender.Send(new Caller(), new RecognizeSession(secret)))!;
    }

    private static ProvenPerson Proven(Connection connection, string subject, string[] roles) => new()
    {
        ConnectionId = connection.Id, Issuer = connection.Issuer, Subject = subject, Name = $"Person {subject}", Email = "",
        Claims = new Dictionary<string, IReadOnlyList<string>> { ["roles"] = roles },
    };
}
