using ForumPortal.Application.Events;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Application.Requests;
using ForumPortal.Domain.Applications;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Events;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Posts;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Application.Mail;

/// <summary>What mail may say to its recipient: the label where it is about an item, and where to look.</summary>
/// <param name="Kind">What it tells of.</param>
/// <param name="Label">The item's label; null where it is about none.</param>
/// <param name="Path">Where to look, as a path of the portal.</param>
/// <param name="IsUnattributed">Whether no finer time than the hour may follow from it.</param>
internal sealed record Telling(EventKind Kind, TlpLabel? Label, string Path, bool IsUnattributed = false);

/// <summary>Asks the evaluator, as the recipient, whether they may be told: when mail is made, and again when it is sent.</summary>
internal static class MailCheck
{
    public static Task<Telling?> Of(Work work, MailRow mail, Recipient to) => mail switch
    {
        { ItemId: { } id } => OfItem(work, mail, id, to),
        { GroupId: { } id } => OfGroup(work, mail.Kind, id, to),
        { ApplicationId: { } id } => OfApplication(work, mail.Kind, id, to),
        _ when mail.Kind == ItemChange.NotInEffect => Task.FromResult<Telling?>(new Telling(mail.Kind, null, "/drafts")),
        _ => Task.FromResult<Telling?>(null),
    };

    private static async Task<Telling?> OfItem(Work work, MailRow mail, long id, Recipient to)
    {
        var what = mail.Kind;
        if (await Item.Load(work, [id], to.Reader) is not [var item]) return null;
        if (mail.PostId is { } post && item.Kind != RequestKinds.Answer && !await Post.IsOpen(work, item, post, to.Reader)) return null;
        if (what == PostChange.QuestionAsked) return await OfQuestion(work, item, to);

        // Of an unnamed originator mail goes to those whom the audience grants it, its own people by no other ground: else who gets any, or none, would be it.
        var admission = item.IsUnattributed ? item.AdmitsByGrant(work, to.Reader) : item.Admits(work, to.Reader);
        var isTold = what switch
        {
            _ when what == ItemChange.Withdrawn => admission.IsVisible,
            _ when what.IsForEarlierReaders || what == RequestChange.Answered || what == PostChange.QuestionAnswered => admission.OpensContent,
            _ when admission.Access != Access.Full => false,
            _ when what == RequestChange.Asked || what == RequestChange.AnswerDue || what == RequestChange.AnswerOverdue =>
                to.Reader.IsPublisher && await AnswerRules.IsAwaited(work, item, to.OrganizationId),
            _ => item.AcknowledgeBy is not null && (item.IsUnattributed || (item.AcknowledgedAt is null && !Item.IsOwn(admission))),
        };
        return isTold ? new Telling(what, item.Label, $"/{item.Kind.Path}/{item.Reference}", item.IsUnattributed) : null;
    }

    // To all who could be the originator, whoever is: who may publish what, or who could have answered the request.
    private static async Task<Telling?> OfQuestion(Work work, Item item, Recipient to)
    {
        var about = item;
        if (item.Kind == RequestKinds.Answer)
            about = await ItemRelation.Of(work, item.Id, ItemRelation.Answers) is { } request && await Item.Load(work, [request], to.Reader) is [var asked] ? asked : null;
        if (about is null || !to.Reader.IsPublisher || about.AdmitsByGrant(work, to.Reader).Access != Access.Full) return null;
        return new Telling(PostChange.QuestionAsked, about.Label, $"/items/{about.Reference}", IsUnattributed: true);
    }

    private static async Task<Telling?> OfGroup(Work work, EventKind what, long id, Recipient to)
    {
        var group = await WorkingGroup.Load(work, id, to.Reader);
        var isSeen = group.AccessOf(to.Reader) != GroupAccess.None;

        // Of a group that the person may not see any more, only what happened to themselves, without a way to it.
        return isSeen || what == GroupChange.Removed ? new Telling(what, null, isSeen ? $"/groups/{group.Reference}" : "/") : null;
    }

    private static async Task<Telling?> OfApplication(Work work, EventKind what, long id, Recipient to)
    {
        var application = await work.First<Application>("SELECT ref AS reference, status, wants_sponsor FROM application WHERE id = @id", new { id });
        if (application is not { Status: ApplicationStatus.Open }) return null;
        return what switch
        {
            _ when what == ApplicationChange.Received && to.Roles.Permit(Permission.OperateForum) => new Telling(what, null, $"/applications/{application.Reference}/vetting"),
            _ when what == ApplicationChange.SponsorWanted && to.Sector != Sector.Operator && to.Reader.IsPublisher && application.WantsSponsor == 1 => new Telling(what, null, $"/applications/sponsoring/{application.Reference}"),
            _ => null,
        };
    }

    private sealed class Application
    {
        public string Reference { get; init; } = "";
        public ApplicationStatus Status { get; init; }
        public long WantsSponsor { get; init; }
    }
}
