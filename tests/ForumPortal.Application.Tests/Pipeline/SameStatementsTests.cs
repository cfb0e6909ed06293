using System.Reflection;
using ForumPortal.Application.Briefings;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Tests.Connections;
using ForumPortal.Domain.Briefings;

namespace ForumPortal.Application.Tests.Pipeline;

/// <summary>What is invisible and what never was are asked for with the same statements, writes included, and answered alike.</summary>
public class SameStatementsTests
{
    private static readonly Dictionary<Type, Func<string, object>> Makers = new()
    {
        [typeof(ReadBriefing)] = reference => new ReadBriefing(reference),
        [typeof(ReadHistory)] = reference => new ReadHistory(reference),
        [typeof(ReadReaders)] = reference => new ReadReaders(reference),
        [typeof(ReadAudience)] = reference => new ReadAudience(reference),
        [typeof(AcknowledgeBriefing)] = reference => new AcknowledgeBriefing(reference, 1),
        [typeof(CorrectBriefing)] = reference => new CorrectBriefing(reference, 1, "T", "S", "B", "A slip.", false),
        [typeof(ReleaseOnward)] = reference => new ReleaseOnward(reference, Forms.Community()),
        [typeof(NarrowBriefing)] = reference => new NarrowBriefing(reference, Forms.Community()),
        [typeof(WithdrawBriefing)] = reference => new WithdrawBriefing(reference, "Wrong."),
        [typeof(StartDraft)] = reference => new StartDraft(reference),
        [typeof(ReadDraft)] = reference => new ReadDraft(reference),
        [typeof(SaveDraft)] = reference => new SaveDraft(reference, new BriefingForm()),
        [typeof(DiscardDraft)] = reference => new DiscardDraft(reference),
        [typeof(PublishBriefing)] = reference => new PublishBriefing(reference, Forms.Of(Forms.Community())),
        [typeof(DismissNotice)] = reference => new DismissNotice(reference),
        [typeof(EndOwnSession)] = reference => new EndOwnSession(reference),
        [typeof(ReadTrial)] = reference => new ReadTrial(reference),
        [typeof(SaveTrial)] = reference => new SaveTrial(reference, "", Trials.Form),
        [typeof(DiscardTrial)] = reference => new DiscardTrial(reference),
        [typeof(UseTrial)] = reference => new UseTrial(reference, 1),
        [typeof(ListRoleChanges)] = reference => new ListRoleChanges(reference),
        [typeof(ReadConnectionForm)] = reference => new ReadConnectionForm(reference, ""),
        [typeof(PreferConnection)] = reference => new PreferConnection(reference),
        [typeof(DisableConnection)] = reference => new DisableConnection(reference, true),
        [typeof(EnableConnection)] = reference => new EnableConnection(reference),
    };

    [Fact]
    public void Every_request_that_takes_a_reference_is_among_those_tried()
    {
        var taking = typeof(ISender).Assembly.GetTypes().Where(type => type is { IsAbstract: false } &&
            type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IRequest<>))
            && Permissions.Declared(type) is not OnlyTheProgramAttribute
            && type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Any(property => property.PropertyType == typeof(string) && property.Name is "Reference" or "Draft" or "Parent" or "Trial" or "Connection"));
        Assert.Equal(taking.Select(type => type.Name).Order(StringComparer.Ordinal), Makers.Keys.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Absent_and_invisible_run_the_same_statements()
    {
        StatementLog? log = null;
        await using var forum = await TestForum.Open(around: database => log = new StatementLog(database));
        var invisible = await Invisible(forum);
        foreach (var (type, make) in Makers)
        {
            foreach (var name in new[] { "publisher@vestia", "reader@vestia", "auditor@secretariat", null })
            {
                var caller = name is null ? new Caller() : await forum.As(name);
                var absent = await Run(forum, log!, caller, make(Ids.Reference()));
                Assert.True(name != "publisher@vestia" || absent.Statements.Count > 0, $"{type.Name} ran nothing.");
                foreach (var reference in invisible)
                {
                    var found = await Run(forum, log!, caller, make(reference));
                    Assert.True(absent.Answer == found.Answer, $"{type.Name} as {name}: {absent.Answer} but {found.Answer}");
                    Assert.True(absent.Statements.SequenceEqual(found.Statements), $"{type.Name} as {name}:\n{string.Join('\n', absent.Statements)}\nbut\n{string.Join('\n', found.Statements)}");
                }
            }
        }
    }

    // Walled, not granted, RED for others, under embargo, expired, withdrawn; another's draft, notice, session, connection and trial.
    private static async Task<List<string>> Invisible(TestForum forum)
    {
        var named = new AudienceForm { Label = TlpLabel.Amber, Organizations = ["lumen"] };
        List<string> items =
        [
            await forum.Publish("publisher@meridian", Forms.Of(Forms.Community() with { WalledOrganizations = ["vestia"] })),
            await forum.Publish("publisher@meridian", Forms.Of(named)),
            await forum.Publish("publisher@meridian", Forms.Of(new AudienceForm { Label = TlpLabel.Red, People = [forum["reader@norland"].Reference] })),
            await forum.Publish("publisher@meridian", Forms.Of(Forms.Community()) with { EmbargoUntil = "2026-09-01T00:00" }),
            await forum.Publish("publisher@meridian", Forms.Of(Forms.Community()) with { ExpiresAt = "2026-03-02T12:00" }),
            await forum.Publish("publisher@meridian", Forms.Of(named) with { Attribution = AttributionPolicy.OrganizationOnly }),
        ];
        await forum.Send("reader@lumen", new ReadBriefing(items[1]));
        await forum.Send("publisher@meridian", new WithdrawBriefing(items[1], "Wrong."));
        await forum.Dispatch();
        forum.Clock.Pass(TimeSpan.FromHours(4));
        var administrator = await forum.Administrator("lumen");
        var connection = (await forum.ConnectionOf("lumen"))!;
        await forum.Execute("UPDATE member SET roles = roles | 8 WHERE id = @id", new { id = forum["publisher@vestia"].MemberId });
        return
        [
            .. items,
            await forum.Send("publisher@meridian", new StartDraft()),
            (await forum.Send("reader@lumen", new ReadHome())).Notices.Single().NoticeReference,
            (await forum.Send("reader@lumen", new ListOwnSessions())).Single().Reference,
            connection,
            await forum.Send(administrator, new SaveTrial(connection, "", Trials.Form)),
        ];
    }

    private static async Task<(string Answer, IReadOnlyList<string> Statements)> Run(TestForum forum, StatementLog log, Caller caller, object request)
    {
        log.Take();
        try
        {
            return ($"answered {await forum.SendAny(caller, request)}", log.Take());
        }
        catch (RequestRefusedException refusal)
        {
            return ($"{refusal.GetType().Name}: {refusal.Message}", log.Take());
        }
    }
}
