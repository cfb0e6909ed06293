using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>From which revision on somebody reads an item: the one that stood when they were first admitted. What was taken out of it before is gone for them.</summary>
internal static class FirstRevision
{
    public static async Task<long> Of(Work work, OpenedItem item, Admission admission)
    {
        if (item.Revision == 1 || Item.IsOwn(admission)) return 1;
        var reader = work.Caller.Reader;
        var formers = await FormerAudience.Of(work, item.Id);
        var open = item.Facts with { EmbargoUntil = null, ExpiresAt = null, WithdrawnAt = null };
        var refusing = formers.TakeWhile(one => !one.Rule.Admits(open with { Label = one.Label }, reader, true, one.ChangedAt).OpensContent).LastOrDefault();
        DateTimeOffset?[] moments = [item.EmbargoUntil, await Came(work, admission, item), await WidenedBeforeThat(work, item, formers)];
        return Math.Max(refusing?.Revision ?? 1, moments.Max() is { } at ? await item.RevisionAt(work, at) : 1);
    }

    // Former audiences are kept since version 0.2. Whoever had not read it when it was widened before counts as let in by that.
    private static async Task<DateTimeOffset?> WidenedBeforeThat(Work work, OpenedItem item, IReadOnlyList<FormerAudience> formers)
    {
        var widened = await work.Value<DateTimeOffset?>(
            "SELECT MAX(at) FROM event WHERE item_id = @Id AND kind = @kind AND at < @kept", new { item.Id, kind = ItemChange.ReleasedOnward, kept = formers.Count > 0 ? formers[0].ChangedAt : DateTimeOffset.MaxValue });
        return widened is { } at && !(item.ReadAt < at) ? at : null;
    }

    // Since when they are where the audience finds them: in the forum, and in the group.
    private static async Task<DateTimeOffset?> Came(Work work, Admission admission, OpenedItem item)
    {
        var reader = work.Caller.Reader;
        if (reader.IsStranger) return null;
        return admission.Ground == ReadingGround.Group && (item.GroupId ?? item.Rule.Group) is { } group
            ? await work.First<DateTimeOffset?>("SELECT joined_at FROM group_member WHERE group_id = @group AND member_id = @member", new { group, member = reader.MemberId })
            : await work.First<DateTimeOffset?>("SELECT created_at FROM member WHERE id = @member", new { member = reader.MemberId });
    }
}

/// <summary>An audience that an item had before a change.</summary>
internal sealed class FormerAudience
{
    private Audience? parsed;

    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The revision that stood at the change.</summary>
    public long Revision { get; init; }

    public TlpLabel Label { get; init; }
    public string Audience { get; init; } = "";

    public Audience Rule => parsed ??= AudienceText.Read(Audience);

    /// <summary>Those of an item, the first first.</summary>
    public static Task<IReadOnlyList<FormerAudience>> Of(Work work, long itemId) =>
        work.All<FormerAudience>("SELECT changed_at, revision, label, audience FROM item_former_audience WHERE item_id = @itemId ORDER BY changed_at", new { itemId });

    /// <summary>Keeps what an item has now, before it is changed.</summary>
    public static Task Keep(Work work, OpenedItem item) =>
        work.Execute(
            "INSERT INTO item_former_audience (item_id, changed_at, revision, label, audience) SELECT @Id, @now, @Revision, @Label, @audience WHERE NOT EXISTS (SELECT 1 FROM item_former_audience WHERE item_id = @Id AND changed_at = @now)",
            new { item.Id, item.Revision, item.Label, audience = item.Audience, now = work.Now });
}
