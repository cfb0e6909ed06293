using System.Text;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Directory;
using ForumPortal.Application.People;
using ForumPortal.Domain.Directory;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Directory;

/// <summary>Names are found however case and accents are typed, on every engine, wherever names are looked for.</summary>
public class FoldingTests
{
    [Theory]
    [InlineData(TestDatabases.Sqlite), InlineData(TestDatabases.PostgreSql)]
    public async Task A_name_is_found_as_typed_without_accents_and_taken_apart(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Join("administrator@lumen", "lumen", Role.OrganizationAdministrator | Role.Reader);
        await forum.Execute("UPDATE organization SET name = 'Ligue Émile-Ørsted', folded_name = NULL WHERE handle = 'lumen'");
        await forum.Execute("UPDATE member SET name = 'Émile Łukasz', folded_name = NULL WHERE id = @MemberId", forum["reader@lumen"]);
        Assert.False(await forum.Sender.Send(TestForum.Program, new FoldNames()));
        foreach (var typed in new[] { "Émile", "emile", "EMILE", "Émile".Normalize(NormalizationForm.FormD), "lukasz", "ŁUKASZ" })
        {
            Assert.Contains(await forum.Send("reader@norland", new FindPeople(typed, [])), person => person.Name == "Émile Łukasz");
            Assert.Contains((await forum.Send("administrator@lumen", new ListPeople(Text: typed))).People, person => person.Name == "Émile Łukasz");
            await forum.Send("officer@secretariat", new SearchRecord(new RecordFilter { Person = typed }));
            Assert.Contains((await forum.Send("officer@secretariat", new SearchRecord(new RecordFilter { Person = typed }))).Rows, row => row.Person == "Émile Łukasz");
        }
        foreach (var typed in new[] { "emile", "ligue Émile", "orsted", "ØRSTED" }) Assert.Single((await forum.Send("reader@norland", new ListDirectory { Text = typed })).Organizations);

        // What stands for anything else stands for itself here.
        foreach (var typed in new[] { "%%", "__", "!%", "[a-z]", "\u0301\u0301" })
        {
            Assert.Empty(await forum.Send("reader@norland", new FindPeople(typed, [])));
            Assert.Empty((await forum.Send("reader@norland", new ListDirectory { Text = typed })).Organizations);
        }
    }
}
