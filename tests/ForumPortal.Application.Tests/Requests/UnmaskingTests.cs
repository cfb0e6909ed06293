using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Home;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Application.Requests;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Posts;
using ForumPortal.Domain.Requests;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Requests;

/// <summary>Everybody looks for the unnamed originator on every path; nobody finds it but the originator's own.</summary>
public partial class UnmaskingTests
{
    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nothing_that_anybody_is_told_depends_on_who_the_originator_is(string engine)
    {
        // The same story twice, told by two organizations: whatever differs to an outsider would unmask.
        var told = new List<Dictionary<string, string>>();
        foreach (var originator in new[] { "lumen", "meridian" }) told.Add(await Story(engine, originator));
        foreach (var person in told[0].Keys.Order(StringComparer.Ordinal))
        {
            if (person.EndsWith("@lumen", StringComparison.Ordinal) || person.EndsWith("@meridian", StringComparison.Ordinal)) continue;
            var apart = told[0][person].Split('\n').Zip(told[1][person].Split('\n')).Where(pair => pair.First != pair.Second).Select(pair => $"{pair.First}\nbut\n{pair.Second}").ToList();
            Assert.True(apart.Count == 0, $"{person} is told apart:\n{string.Join('\n', apart)}");
        }

        // The originator's own are told that it is theirs.
        Assert.Contains("Person publisher@lumen", told[0]["publisher@lumen"], StringComparison.Ordinal);
        Assert.NotEqual(told[0]["publisher@lumen"], told[1]["publisher@lumen"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_question_reaches_the_originator_and_its_answer_comes_back_without_a_name(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var request = await forum.Ask("publisher@norland");
        forum.Clock.Pass(TimeSpan.FromMinutes(17));
        var answer = await forum.Answer("publisher@lumen", request, AttributionPolicy.Unattributed);
        forum.Clock.Pass(TimeSpan.FromMinutes(3));
        await forum.Send("publisher@norland", new AskQuestion(answer, "A third of what?"));
        await forum.Dispatch();
        Assert.Equal([PostChange.QuestionAsked], (await forum.Send("publisher@lumen", new ReadHome())).Notices.Where(notice => notice.Reference == answer).Select(notice => notice.Change));
        var question = (await forum.Send("publisher@lumen", new ReadFollowUps(answer))).Questions.Single();
        Assert.Equal("Person publisher@norland, The norland body", question.By);
        forum.Clock.Pass(TimeSpan.FromMinutes(5));
        await forum.Send("publisher@lumen", new AnswerQuestion(answer, question.Reference, "Of those found at all.", PostedAs.Originator));
        await forum.Dispatch();
        Assert.DoesNotContain((await forum.Send("publisher@lumen", new ReadHome())).Notices, notice => notice.Change == PostChange.QuestionAsked);

        var notices = (await forum.Send("publisher@norland", new ReadHome())).Notices;
        Assert.Contains(notices, notice => notice.Change == PostChange.QuestionAnswered && notice is { HoursOnly: true, At: { Minute: 0, Second: 0 } });
        var thread = await forum.Send("publisher@norland", new ReadFollowUps(answer));
        Assert.True(thread is { MayWrite: true, Names: [PostedAs.OwnName] } && thread.Questions.Single() is { At: { Minute: 0, Second: 0 } } && thread.Questions.Single().Answers.Single() is { Body: "Of those found at all.", At: { Minute: 0, Second: 0 } });
        Assert.DoesNotContain("lumen", JsonSerializer.Serialize(thread), StringComparison.OrdinalIgnoreCase);

        foreach (var name in new[] { "publisher@meridian", "officer@secretariat" })
        {
            await forum.Refused<NotFoundException>(await forum.As(name), new ReadFollowUps(answer));
            await forum.Refused<NotFoundException>(await forum.As(name), new AskQuestion(answer, "Who are you?"));
        }
        await forum.Refused<ForbiddenException>(await forum.As("publisher@norland"), new AnswerQuestion(answer, question.Reference, "I am you.", PostedAs.Originator));
        await forum.Refused<NotFoundException>(await forum.As("publisher@lumen"), new AnswerQuestion(answer, "nonesuch", "To nothing."));
        var named = await forum.Publish("publisher@lumen", Forms.Of(Forms.Community()));
        await forum.Refused<ConflictException>(await forum.As("publisher@norland"), new AskQuestion(named, "Why?"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_record_proves_to_the_originator_alone_that_it_was_theirs(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var item = await forum.Publish("publisher@lumen", Forms.Of(Forms.Community()) with { Attribution = AttributionPolicy.Unattributed });
        var proof = await forum.Send("publisher@lumen", new ReadProof(item));
        Assert.True(proof is { IsWhole: true, IsTheirs: true });
        var id = await forum.Value<long>("SELECT id FROM organization WHERE handle = 'lumen'");
        Assert.Equal(proof.Commitment, Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Convert.FromHexString(proof.Opening), System.Text.Encoding.UTF8.GetBytes($"{id}"))));
        Assert.Equal(proof.Hash, Convert.ToHexStringLower((await forum.Value<byte[]>("SELECT hash FROM audit_entry WHERE seq = @seq", new { seq = proof.Entry }))!));
        foreach (var name in new[] { "publisher@meridian", "officer@secretariat" }) await forum.Refused<ForbiddenException>(await forum.As(name), new ReadProof(item));

        // Whoever rewrites the entry, or says that it was somebody else's, is found out here too.
        await forum.Execute("UPDATE audit_entry SET detail = 'TLP:RED' WHERE seq = @seq", new { seq = proof.Entry });
        Assert.True((await forum.Send("publisher@lumen", new ReadProof(item))) is { IsWhole: false, IsTheirs: true });
        var other = await forum.Value<byte[]>("SELECT organization_commitment FROM audit_entry WHERE seq = 1");
        await forum.Execute("UPDATE audit_entry SET organization_commitment = @other WHERE seq = @seq", new { other, seq = proof.Entry });
        Assert.True((await forum.Send("publisher@lumen", new ReadProof(item))) is { IsTheirs: false });
    }

    [Fact]
    public async Task An_answer_without_a_name_is_refused_where_fewer_than_three_could_have_given_it()
    {
        await using var forum = await TestForum.Open();
        foreach (var (audience, stands) in new[]
        {
            (new AudienceForm { Label = TlpLabel.Amber, Organizations = ["lumen", "meridian"] }, false),
            (new AudienceForm { Label = TlpLabel.Amber, Organizations = ["lumen", "meridian", "openrights"] }, true),
        })
        {
            var request = await forum.Ask("publisher@norland", Asked.Form(audience));
            var draft = await forum.Send("publisher@lumen", new StartAnswer(request, IsPrivate: true));
            var form = (await forum.Send("publisher@lumen", new ReadDraft(draft))).Form with { Body = "About four days.", Attribution = AttributionPolicy.Unattributed };
            if (stands) await forum.Send("publisher@lumen", new PublishItem(draft, form));
            else Assert.Equal(["attribution"], (await forum.Refused<InvalidException>(await forum.As("publisher@lumen"), new PublishItem(draft, form))).Errors.Select(error => error.Field));
        }
    }

    private static async Task<Dictionary<string, string>> Story(string engine, string originator)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Join("administrator@openrights", "openrights", Role.OrganizationAdministrator | Role.Reader);
        var publisher = $"publisher@{originator}";

        // Both companies do the same beside it, so that the two stories differ in the originator alone.
        var request = await forum.Ask("publisher@norland");
        foreach (var company in new[] { "publisher@lumen", "publisher@meridian" }) await forum.Send(company, new ReadItem(request));
        var answer = await forum.Answer(publisher, request, AttributionPolicy.Unattributed);
        var item = await forum.Publish(publisher, Forms.Of(Forms.Community()) with { Attribution = AttributionPolicy.Unattributed, AcknowledgeBy = "2026-05-01T00:00" });
        foreach (var asked in new[] { answer, item })
        {
            await forum.Send("publisher@norland", new AskQuestion(asked, "Are you sure?"));
            await forum.Dispatch();
            var question = (await forum.Send(publisher, new ReadFollowUps(asked))).Questions.Single().Reference;
            await forum.Send(publisher, new AnswerQuestion(asked, question, "Yes.", PostedAs.Originator));
            await forum.Dispatch();
        }
        await forum.Send("reader@openrights", new ReadItem(item));
        await forum.Send(publisher, new CorrectItem { Reference = item, Revision = 1, Title = "A title", Summary = "A summary.", Body = "Another text.", Note = "A slip." });
        await forum.Send(publisher, new WithdrawItem(await forum.Publish(publisher, Forms.Of(Forms.Community()) with { Attribution = AttributionPolicy.Unattributed }), "It was wrong."));
        await forum.Dispatch();
        forum.Clock.Pass(TimeSpan.FromHours(3));

        var told = new Dictionary<string, string>();
        var references = await forum.All<string>("SELECT ref FROM item ORDER BY id");
        foreach (var person in forum.People.ToList())
        {
            var said = new List<string>();
            foreach (var request2 in Paths(references)) said.Add($"{request2.GetType().Name}: {await Say(forum, person.Name, request2)}");
            told[person.Name] = Neutral(string.Join('\n', said), references);
        }
        return told;
    }

    private static IEnumerable<object> Paths(IReadOnlyList<string> references)
    {
        yield return new ReadHome();
        yield return new ListItems();
        yield return new ListItems { Organization = "lumen" };
        yield return new ListItems { Organization = "meridian" };
        yield return new ListItems { Due = true };
        yield return new ListGroups();
        yield return new ReadRegister();
        yield return new ListOrganizations();
        foreach (var reference in references)
        {
            yield return new ReadItem(reference);
            yield return new ReadHistory(reference);
            yield return new ReadProof(reference);
            yield return new ReadFollowUps(reference);
            yield return new ReadRequest(reference);
            yield return new ReadReaders(reference);
            yield return new ReadAudience(reference);
            yield return new SearchRecord(new RecordFilter { Reference = reference });
            yield return new AnswerQuestion(reference, "nonesuch", "I am the originator.", PostedAs.Originator);
            yield return new WithdrawItem(reference, "Not mine.");
            yield return new SearchRecord(new RecordFilter { Organization = "lumen", Reference = reference });
            yield return new SearchRecord(new RecordFilter { Person = "publisher@meridian", Reference = reference });
        }
    }

    private static async Task<string> Say(TestForum forum, string person, object request)
    {
        // The originator itself would withdraw it here; the others are refused, and that is what is compared.
        if (request is WithdrawItem && (person.EndsWith("@lumen", StringComparison.Ordinal) || person.EndsWith("@meridian", StringComparison.Ordinal) || person.EndsWith("@norland", StringComparison.Ordinal))) return "";
        try
        {
            return JsonSerializer.Serialize(await forum.SendAny(await forum.As(person), request));
        }
        catch (RequestRefusedException refusal)
        {
            return $"{refusal.GetType().Name}: {refusal.Message}";
        }
    }

    // What is random in either story: references, cursors, request ids; and the order within an hour, which is random on purpose.
    private static string Neutral(string text, IReadOnlyList<string> references)
    {
        for (var number = 0; number < references.Count; number++) text = text.Replace(references[number], $"REF{number}", StringComparison.Ordinal);
        text = Random().Replace(text, "\"$1\":\"RANDOM\"");
        return string.Join('\n', text.Split('\n').Select(line => line.Split(": ", 2) is [var name, ['{' or '[', ..] json] ? $"{name}: {Sorted(JsonNode.Parse(json))}" : line));
    }

    private static string Sorted(JsonNode? node) => node switch
    {
        JsonArray array => $"[{string.Join(",", array.Select(Sorted).Order(StringComparer.Ordinal))}]",
        JsonObject pairs => $"{{{string.Join(",", pairs.Select(pair => $"{pair.Key}:{Sorted(pair.Value)}"))}}}",
        _ => node?.ToJsonString() ?? "null",
    };

    [GeneratedRegex("\"(NoticeReference|Reference|Next|PersonReference)\":\"[A-Za-z0-9_-]{20,}\"")]
    private static partial Regex Random();
}
