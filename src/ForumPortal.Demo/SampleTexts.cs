using System.Globalization;
using ForumPortal.Application.Items;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Demo;

/// <summary>Publishes the sample texts as the sample people.</summary>
internal sealed class SampleTexts(SamplePeople people, TimeProvider time)
{
    private readonly Dictionary<string, string> published = [];

    public async Task Publish()
    {
        foreach (var text in SampleContent.Texts())
        {
            var publisher = text["publisher"];
            var parent = text["parent"].Length > 0 ? published[text["parent"]] : null;
            var draft = await people.Send(publisher, new StartDraft(parent));
            published[text.Name] = await people.Send(publisher, new PublishItem(draft, await Form(text, publisher)));
        }
    }

    private async Task<ItemForm> Form(SampleText text, string publisher)
    {
        var grants = text.List("audience");
        var walls = text.List("walls");
        return new ItemForm
        {
            Kind = text["kind"],
            Title = text["title"],
            Summary = text["summary"],
            Body = text.Body,
            Fields = ItemKinds.Of(text["kind"]).Fields.ToDictionary(field => field.Word, field => text.Field(field.Word)),
            PermittedAction = Enum.Parse<PermittedAction>(text["action"]),
            Attribution = Enum.Parse<AttributionPolicy>(text["attribution"]),
            EmbargoUntil = Moment(text["embargo-in-days"]),
            ExpiresAt = Moment(text["expires-in-days"]),
            AcknowledgeBy = Moment(text["acknowledge-within-days"]),
            Audience = new AudienceForm
            {
                Label = Tlp.Parse(text["label"]),
                Community = grants.Contains("community"),
                Public = grants.Contains("public"),
                Sectors = [.. Of(grants, "sector:").Select(Enum.Parse<Sector>)],
                Organizations = [.. Of(grants, "organization:")],
                People = await References(Of(grants, "person:"), publisher),
                WalledSectors = [.. Of(walls, "sector:").Select(Enum.Parse<Sector>)],
                WalledOrganizations = [.. Of(walls, "organization:")],
            },
        };
    }

    private async Task<IReadOnlyList<string>> References(IEnumerable<string> emails, string publisher)
    {
        var references = new List<string>();
        foreach (var email in emails) references.Add(await people.Find(email, publisher));
        return references;
    }

    private static IEnumerable<string> Of(IEnumerable<string> words, string prefix) =>
        words.Where(word => word.StartsWith(prefix, StringComparison.Ordinal)).Select(word => word[prefix.Length..]);

    private string Moment(string days) =>
        days.Length == 0 ? "" : time.GetUtcNow().AddDays(int.Parse(days, CultureInfo.InvariantCulture)).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
}
