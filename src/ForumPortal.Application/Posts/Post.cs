using ForumPortal.Application.Data;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Posts;

/// <summary>What kind of post it is, as it is stored.</summary>
internal static class PostKind
{
    /// <summary>A reply to a topic.</summary>
    public const string Reply = "reply";

    /// <summary>A question under an item whose originator is not named.</summary>
    public const string Question = "question";

    /// <summary>What is said to a question.</summary>
    public const string Answer = "answer";
}

/// <summary>What somebody said under an item. Reached through its item, whose lookup is the check; whoever reads it must be admitted by the item's audience of then and by that of now.</summary>
internal sealed class Post
{
    private const string Columns =
        "p.id, p.ref AS reference, p.kind, p.answers_id, p.author_id, p.as_originator, p.label, p.audience, p.created_at, p.withdrawn_reason, t.body";

    private const string Joins = "JOIN post_revision t ON t.post_id = p.id AND t.revision = 1";

    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public string Kind { get; init; } = "";

    /// <summary>The post that it answers.</summary>
    public long? AnswersId { get; init; }

    public long AuthorId { get; init; }

    /// <summary>1 where it says "the originator" and not its writer's name.</summary>
    public long AsOriginator { get; init; }
    public TlpLabel Label { get; init; }
    public string Audience { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public string? WithdrawnReason { get; init; }
    public string Body { get; init; } = "";

    /// <summary>Adds one under an item that is open to the caller, for those who may read the item now; answers its id.</summary>
    public static async Task<(long Id, string Reference)> Add(Work work, Item item, string kind, string body, long? answersId = null, bool asOriginator = false)
    {
        var post = new
        {
            id = Ids.Next(work.Now), reference = Ids.Reference(), item = item.Id, kind, answersId, organization = work.Caller.Reader.OrganizationId,
            author = work.Caller.Reader.MemberId, item.Label, audience = item.Audience, now = work.Now, body, asOriginator = asOriginator ? 1 : 0,
        };
        await work.Execute(
            """
            INSERT INTO post (id, ref, item_id, kind, answers_id, organization_id, author_id, label, audience, created_at, as_originator)
            VALUES (@id, @reference, @item, @kind, @answersId, @organization, @author, @Label, @audience, @now, @asOriginator)
            """,
            post);
        await work.Execute("INSERT INTO post_revision (post_id, revision, body, author_id, created_at) VALUES (@id, 1, @body, @author, @now)", post);
        return (post.id, post.reference);
    }

    /// <summary>One page of those that the caller may read under an item that is open to them, the first first.</summary>
    /// <param name="work">The work at hand.</param>
    /// <param name="item">The item.</param>
    /// <param name="after">Where the page begins: ids above this one.</param>
    /// <param name="most">How many at the most.</param>
    public static async Task<IReadOnlyList<Post>> Under(Work work, Item item, long after = 0, int most = int.MaxValue)
    {
        var found = new List<Post>();
        for (var chunk = Math.Min(most, 200); ;)
        {
            var rows = await work.All<Post>(
                $"SELECT {Columns} FROM post p {Joins} WHERE p.item_id = @item AND p.id > @after ORDER BY p.id {work.Dialect.Limit(chunk)}", new { item = item.Id, after });

            // What the caller may not read must not crowd out what they may.
            found.AddRange(rows.Where(row => row.IsOpenTo(work, item, work.Caller.Reader)).Take(most - found.Count));
            if (rows.Count < chunk || found.Count == most) return found;
            after = rows[^1].Id;
        }
    }

    /// <summary>Where the page begins that ends with that post; 0 where the first page shows it.</summary>
    public static async Task<long> BeginningOfPage(Work work, Item item, Post last, int size)
    {
        var shown = new List<long>();
        for (var until = last.Id; shown.Count < size;)
        {
            var rows = await work.All<Post>($"SELECT {Columns} FROM post p {Joins} WHERE p.item_id = @item AND p.id <= @until ORDER BY p.id DESC {work.Dialect.Limit(200)}", new { item = item.Id, until });
            shown.AddRange(rows.Where(row => row.IsOpenTo(work, item, work.Caller.Reader)).Select(row => row.Id).Take(size - shown.Count));
            if (rows.Count < 200) break;
            until = rows[^1].Id - 1;
        }
        return shown.Count < size ? 0 : shown[^1] - 1;
    }

    /// <summary>Finds one under an item that is open to the caller: not there and not open to them are the same answer.</summary>
    public static async Task<Post> Find(Work work, Item item, string reference)
    {
        var post = await work.First<Post>($"SELECT {Columns} FROM post p {Joins} WHERE p.ref = @reference AND p.item_id = @item", new { reference, item = item.Id });
        return post?.IsOpenTo(work, item, work.Caller.Reader) == true ? post : throw new NotFoundException();
    }

    /// <summary>Whether this reader may read that post under an item that is open to them.</summary>
    public static async Task<bool> IsOpen(Work work, Item item, long id, Reader reader) =>
        await work.First<Post>($"SELECT {Columns} FROM post p {Joins} WHERE p.id = @id AND p.item_id = @item", new { id, item = item.Id }) is { } post && post.IsOpenTo(work, item, reader);

    /// <summary>Withdraws it for good, with the reason that stands in its place.</summary>
    public async Task Withdraw(Work work, string reason)
    {
        if (await work.Execute("UPDATE post SET withdrawn_at = @now, withdrawn_reason = @reason WHERE id = @Id AND withdrawn_at IS NULL", new { now = work.Now, reason = reason.Trim(), Id }) == 0)
            throw new ConflictException("It has been withdrawn already.");
    }

    /// <summary>Who wrote it.</summary>
    public static Task<long> AuthorOf(Work work, long id) => work.Value<long>("SELECT author_id FROM post WHERE id = @id", new { id });

    /// <summary>How many stand under these items, at the most so many under each, by the item's id.</summary>
    public static async Task<IReadOnlyDictionary<long, long>> Count(Work work, IReadOnlyCollection<long> items, int most)
    {
        var counts = new Dictionary<long, long>();
        foreach (var item in items)
            counts[item] = (await work.All<long>($"SELECT id FROM post WHERE item_id = @item ORDER BY id {work.Dialect.Limit(most)}", new { item })).Count;
        return counts;
    }

    // The item's later onward release lets nobody read what was said before it.
    private bool IsOpenTo(Work work, Item item, Reader reader) =>
        AuthorId == reader.MemberId || (Audience == item.Audience && Label == item.Label)
        || AudienceText.Read(Audience).Admits(item.Facts with { Label = Label, EmbargoUntil = null, ExpiresAt = null, WithdrawnAt = null }, reader, true, work.Now).OpensContent;
}
