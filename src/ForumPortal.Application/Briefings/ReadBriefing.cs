using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Briefings;

namespace ForumPortal.Application.Briefings;

/// <summary>Opens a briefing, or one of its older revisions, for whoever may read it; a stranger for what is public.</summary>
/// <param name="Reference">Which.</param>
/// <param name="Revision">Which revision; null for the current one.</param>
[OpenToEveryone("The evaluator decides, for strangers as for members.")]
public sealed record ReadBriefing(string Reference, long? Revision = null) : IQuery<BriefingPage>;

/// <summary>A briefing as its reader sees it. What the reader may not know is not in it.</summary>
public sealed record BriefingPage
{
    /// <summary>Its reference.</summary>
    public required string Reference { get; init; }

    /// <summary>What it is.</summary>
    public required BriefingKind Kind { get; init; }

    /// <summary>Its label.</summary>
    public required TlpLabel Label { get; init; }

    /// <summary>What readers may do with it.</summary>
    public required PermittedAction PermittedAction { get; init; }

    /// <summary>How far it names its origin.</summary>
    public required AttributionPolicy Attribution { get; init; }

    /// <summary>How far it opens.</summary>
    public required Access Access { get; init; }

    /// <summary>Why.</summary>
    public required ReadingGround Ground { get; init; }

    /// <summary>The title; empty where only the notice opens.</summary>
    public string Title { get; init; } = "";

    /// <summary>The summary; empty likewise.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The text in Markdown; empty likewise.</summary>
    public string Body { get; init; } = "";

    /// <summary>The publishing organization, as far as the attribution names it.</summary>
    public string? Originator { get; init; }

    /// <summary>The author, likewise.</summary>
    public string? Author { get; init; }

    /// <summary>When it was published, UTC; of an unattributed one to others, the hour.</summary>
    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>Whether times are to be shown to the hour only.</summary>
    public bool HoursOnly { get; init; }

    /// <summary>The revision shown.</summary>
    public long Revision { get; init; }

    /// <summary>The revision that stands now.</summary>
    public long CurrentRevision { get; init; }

    /// <summary>When the audience opens; shown to the originator while it has not.</summary>
    public DateTimeOffset? EmbargoUntil { get; init; }

    /// <summary>From when on it is expired, UTC.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>By when acknowledgement is wanted, UTC.</summary>
    public DateTimeOffset? AcknowledgeBy { get; init; }

    /// <summary>When the reader acknowledged it, UTC.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>When it was withdrawn, UTC.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Why it was withdrawn.</summary>
    public string? WithdrawnReason { get; init; }

    /// <summary>Whether the reader stands on the originator's side.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Whether the reader may correct it: it is theirs, and where it stands in a working group, that takes something new.</summary>
    public bool MayCorrect { get; init; }

    /// <summary>Whether the reader is asked to acknowledge it and has not.</summary>
    public bool WantsAcknowledgement => AcknowledgeBy is not null && AcknowledgedAt is null && !IsOwn && Access == Access.Full && Ground != ReadingGround.Public;

    /// <summary>The request that it answers, where the reader may read that as well.</summary>
    public RelatedBriefing? Answers { get; init; }

    /// <summary>The working group that it stands in or is released to, where the reader is in it.</summary>
    public RelatedGroup? Group { get; init; }

    /// <summary>What it is a summary of, where the reader may read that as well.</summary>
    public RelatedBriefing? Parent { get; init; }

    /// <summary>Summaries of it that the reader may read.</summary>
    public IReadOnlyList<RelatedBriefing> Derived { get; init; } = [];
}

/// <summary>A briefing that another names.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Title">Its title.</param>
/// <param name="Label">Its label.</param>
public sealed record RelatedBriefing(string Reference, string Title, TlpLabel Label);

/// <summary>A working group that a briefing names.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsPlace">Whether the briefing stands in it; else it is released to it.</param>
public sealed record RelatedGroup(string Reference, string Name, bool IsPlace);

internal sealed class ReadBriefingHandler(Work work) : IRequestHandler<ReadBriefing, BriefingPage>
{
    public async Task<BriefingPage> Handle(ReadBriefing request, CancellationToken cancellation)
    {
        var (briefing, admission) = await Briefing.Find(work, request.Reference);
        if (briefing.Label == TlpLabel.Red) Briefing.DemandFresh(work);
        var page = Page(briefing, admission);
        if (!admission.OpensContent) return page;

        var revision = request.Revision ?? briefing.Revision;
        var text = await work.First<RevisionRow>(
            "SELECT title, summary, body FROM briefing_revision WHERE briefing_id = @id AND revision = @revision",
            new { id = briefing.Id, revision }) ?? throw new NotFoundException();
        Readings.Note(work, briefing, admission, revision);
        return page with
        {
            Title = text.Title,
            Summary = text.Summary,
            Body = text.Body,
            Revision = revision,
            MayCorrect = page.IsOwn && await WorkingGroup.IsPlaceAtWork(work, briefing.GroupId),
            Group = await Group(briefing),
            Answers = briefing.AnswersId is { } asked ? Shown(await Briefing.Load(work, [asked])).FirstOrDefault() : null,
            Parent = await Parent(briefing),
            Derived = await Derived(briefing),
        };
    }

    internal static BriefingPage Page(OpenedBriefing briefing, Admission admission)
    {
        var own = Briefing.IsOwn(admission);
        return new BriefingPage
        {
            Reference = briefing.Reference,
            Kind = briefing.Kind,
            Label = briefing.Label,
            PermittedAction = briefing.PermittedAction,
            Attribution = briefing.Attribution,
            Access = admission.Access,
            Ground = admission.Ground,
            Originator = own || !briefing.IsUnattributed ? briefing.OriginatorName : null,
            Author = own || briefing.Attribution == AttributionPolicy.Named ? briefing.AuthorName : null,
            PublishedAt = briefing.Shown(briefing.EmbargoUntil > briefing.PublishedAt && !own ? briefing.EmbargoUntil.Value : briefing.PublishedAt, admission),
            HoursOnly = briefing.HoursOnly(admission),
            CurrentRevision = briefing.Revision,
            EmbargoUntil = own ? briefing.EmbargoUntil : null,
            ExpiresAt = briefing.ExpiresAt,
            AcknowledgeBy = briefing.AcknowledgeBy,
            AcknowledgedAt = briefing.AcknowledgedAt,
            WithdrawnAt = briefing.WithdrawnAt is { } at ? briefing.Shown(at, admission) : null,
            WithdrawnReason = briefing.WithdrawnReason,
            IsOwn = own,
        };
    }

    // Whoever reads it on another ground is not to learn of the group.
    private async Task<RelatedGroup?> Group(Briefing briefing)
    {
        if ((briefing.GroupId ?? briefing.Rule.Group) is not { } id || !work.Caller.Reader.Groups.Contains(id)) return null;
        var group = await WorkingGroup.Load(work, id);
        return new RelatedGroup(group.Reference, group.Name, briefing.GroupId is not null);
    }

    private async Task<RelatedBriefing?> Parent(OpenedBriefing briefing) =>
        briefing.ParentId is { } id ? Readable(briefing, await Briefing.Load(work, [id])).FirstOrDefault() : null;

    private async Task<IReadOnlyList<RelatedBriefing>> Derived(Briefing briefing) =>
        [.. Readable(briefing, await Briefing.LoadDerived(work, briefing.Id))];

    // TLP:RED is named only where its own page opens it, so that its title needs the fresh sign-in too.
    // Only the originator derives, so a link between an unattributed item and one that names its origin would unmask it.
    private IEnumerable<RelatedBriefing> Readable(Briefing from, IEnumerable<Briefing> briefings) =>
        Shown(briefings.Where(one => one.IsUnattributed == from.IsUnattributed || Briefing.IsOwn(from.Admits(work))));

    private IEnumerable<RelatedBriefing> Shown(IEnumerable<Briefing> briefings) =>
        briefings.Where(one => one.Admits(work).OpensContent && (one.Label != TlpLabel.Red || work.Caller.IsFresh(work.Now)))
            .Select(one => new RelatedBriefing(one.Reference, one.Title, one.Label));

    private sealed class RevisionRow
    {
        public string Title { get; init; } = "";
        public string Summary { get; init; } = "";
        public string Body { get; init; } = "";
    }
}

/// <summary>Keeps who has read what: for every label the first reading, at AMBER and above an entry in the record.</summary>
internal static class Readings
{
    public static void Note(Work work, OpenedBriefing briefing, Admission admission, long revision)
    {
        var caller = work.Caller;
        if (caller.IsStranger) return;
        var isNew = briefing.ReadAt is null;
        var enter = briefing.Label >= TlpLabel.Amber && (briefing.ReadRevision != revision || briefing.ReadSession != caller.SessionId);
        if (!isNew && !enter) return;

        work.BeforeAnswering(writing => Write(writing, briefing.Id, revision));
        if (enter)
            work.Record(briefing.ReadingEvent(admission) with { Detail = $"revision {revision}" });
    }

    private static async Task Write(Work work, long briefingId, long revision)
    {
        var row = new { briefingId, member = work.Caller.Reader.MemberId, now = work.Now, revision, session = work.Caller.SessionId };
        if (await work.Execute("UPDATE reading SET revision = @revision, session_id = @session WHERE briefing_id = @briefingId AND member_id = @member", row) == 0)
            await work.Execute("INSERT INTO reading (briefing_id, member_id, first_at, revision, session_id) VALUES (@briefingId, @member, @now, @revision, @session)", row);
    }
}
