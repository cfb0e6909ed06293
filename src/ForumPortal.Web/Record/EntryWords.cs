using System.Globalization;
using System.Text.RegularExpressions;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;
using ForumPortal.Web.Shared;

namespace ForumPortal.Web.Record;

/// <summary>The one place that turns entries into words.</summary>
public static partial class EntryWords
{
    private static readonly Dictionary<string, string> Actions = new(StringComparer.Ordinal)
    {
        ["application.criterion-checked"] = "Checked a criterion of an application",
        ["application.domain-proved-otherwise"] = "Accepted other proof for a domain of an application",
        ["application.domain-verified"] = "Verified a domain of an application",
        ["application.handle-set"] = "Set the handle of an applicant",
        ["application.link-renewed"] = "Renewed an organization's set-up link",
        ["application.received"] = "Received an application",
        ["application.refused"] = "Refused an application",
        ["application.sponsor-not-wanted"] = "Stopped asking for a sponsor of an applicant",
        ["application.sponsor-wanted"] = "Asked for a sponsor of an applicant",
        ["application.validated"] = "Validated an application",
        ["application.vouched-for"] = "Vouched for an applicant",
        ["application.vouching-withdrawn"] = "Stopped vouching for an applicant",
        ["application.withdrawn"] = "An applicant withdrew",
        ["briefing.acknowledged"] = "Acknowledged an item",
        ["briefing.corrected"] = "Corrected an item",
        ["briefing.narrowed"] = "Narrowed who may read an item",
        ["briefing.proof-read"] = "Looked at the proof of origin of an item",
        ["briefing.published"] = "Published an item",
        ["briefing.question-answered"] = "Answered a question as the unnamed originator",
        ["briefing.question-asked"] = "Asked an unnamed originator a question",
        ["briefing.read"] = "Read an item",
        ["briefing.released-onward"] = "Released an item to more readers",
        ["briefing.withdrawn"] = "Withdrew an item",
        ["checkpoint.signed"] = "Signed a checkpoint of the record",
        ["connection.added"] = "Added a connection to an identity provider",
        ["connection.changed"] = "Changed a connection to an identity provider",
        ["criterion.added"] = "Added a criterion of admission",
        ["criterion.moved"] = "Moved a criterion of admission",
        ["criterion.retired"] = "Retired a criterion of admission",
        ["criterion.taken-up"] = "Restored a retired criterion of admission",
        ["criterion.reworded"] = "Reworded a criterion of admission",
        ["connection.disabled"] = "Turned a connection to an identity provider off",
        ["connection.enabled"] = "Turned a connection to an identity provider on",
        ["connection.preferred"] = "Chose the connection that people sign in through",
        ["connection.tested"] = "Tested a connection to an identity provider",
        ["connection.trial-discarded"] = "Discarded settings of a connection under test",
        ["connection.trial-saved"] = "Saved settings of a connection for a test",
        ["event.retried"] = "Had an event that failed tried again",
        ["forum.backed-up"] = "Backed the database up",
        ["forum.restored"] = "Restored the database",
        ["forum.set-up"] = "Set the forum up",
        ["forum.sample-world-made"] = "Made the sample world",
        ["decision.closed"] = "Closed a decision of a working group",
        ["decision.read"] = "Read a decision of a working group",
        ["decision.proposed"] = "Put a decision to a working group",
        ["decision.voted"] = "Voted on a decision",
        ["group.chair-followed"] = "The deputy of a working group followed its chair, who left",
        ["group.chair-gone"] = "The chair of a working group left, and nobody follows yet",
        ["group.chair-declined"] = "Declined a proposed chair of a working group",
        ["group.chair-proposed"] = "Proposed a chair of a working group",
        ["group.chair-named"] = "Named the chair of a working group",
        ["group.chartered"] = "Approved the charter of a working group",
        ["group.closed"] = "Closed a working group",
        ["group.declined"] = "Declined a proposed working group",
        ["group.disclosure-offered"] = "Offered a member to see each other",
        ["group.disclosure-taken-back"] = "Withdrew the offer to see each other",
        ["group.invitation-declined"] = "Declined an invitation into a working group",
        ["group.invitation-taken-back"] = "Withdrew an invitation into a working group",
        ["group.invited"] = "Invited a person into a working group",
        ["group.join-asked"] = "Asked to join a working group",
        ["group.joined"] = "Joined a working group",
        ["group.left"] = "Left a working group",
        ["group.member-removed"] = "Removed a member from a working group",
        ["group.proposed"] = "Proposed a working group",
        ["group.request-accepted"] = "Accepted a request to join a working group",
        ["group.request-declined"] = "Declined a request to join a working group",
        ["group.request-taken-back"] = "Withdrew a request to join a working group",
        ["invitation.issued"] = "Created an invitation",
        ["invitation.taken-back"] = "Withdrew an invitation",
        ["logout-token.refused"] = "A logout token was refused",
        ["member.admitted"] = "Admitted a person",
        ["mail.choice-changed"] = "Changed their mail settings",
        ["mail.dropped"] = "Dropped mail that a mailbox had refused",
        ["mail.retried"] = "Tried mail again that a mailbox had refused",
        ["member.joined"] = "Joined the forum",
        ["member.not-admitted"] = "Did not admit a person",
        ["member.reactivated"] = "Reactivated a member",
        ["member.removed"] = "Removed a member",
        ["member.roles-claimed"] = "Signed in with other roles",
        ["member.roles-given"] = "Gave a member roles",
        ["member.roles-mapped"] = "Changed a member's roles by another mapping",
        ["member.sessions-ended"] = "Ended all sessions of a member",
        ["member.suspended"] = "Suspended a member",
        ["organization.admitted"] = "Admitted an organization",
        ["organization.departed"] = "Ended an organization's membership",
        ["organization.listing-changed"] = "Changed how an organization is listed",
        ["organization.reactivated"] = "Reactivated an organization",
        ["organization.set-up-link-issued"] = "Created a link to set up the first connection",
        ["organization.suspended"] = "Suspended an organization",
        ["record.exported"] = "Exported the record",
        ["record.searched"] = "Searched the record",
        ["request.closed"] = "Closed a request for information",
        ["request.nothing-to-add"] = "Said that there is nothing to add to a request",
        ["request.refused"] = "Was refused an address",
        ["session.ended"] = "Ended a session",
        ["sign-in.failed"] = "Failed to sign in",
        ["sign-in.refused"] = "Was refused at sign-in",
        ["sign-in.succeeded"] = "Signed in",
        ["sign-out"] = "Signed out",
        ["sign-out.by-provider"] = "Was signed out by the identity provider",
        ["strangers.refused"] = "Strangers were refused",
        ["terms.accepted"] = "Accepted the terms",
        ["terms.published"] = "Published the terms",
        ["topic.read"] = "Read a topic of a working group",
        ["topic.posted"] = "Opened a topic in a working group",
        ["topic.replied"] = "Replied to a topic",
        ["topic.reply-withdrawn"] = "Withdrew a reply",
        ["topic.withdrawn"] = "Withdrew a topic",
    };

    /// <summary>Whether an action has words.</summary>
    public static bool Has(string action) => Actions.ContainsKey(action);

    /// <summary>Refuses kinds of item whose readings the record has no words for.</summary>
    public static void Demand(IEnumerable<ItemKind> kinds)
    {
        if (kinds.FirstOrDefault(kind => !Has($"{kind.RecordedAs}.read")) is { } kind)
            throw new InvalidOperationException($"The record has no words for '{kind.RecordedAs}.read', which is entered when somebody reads a {kind.Name.ToLowerInvariant()}.");
    }

    /// <summary>What was done; an action without words here is shown by its name.</summary>
    public static string Action(RecordRow row) => Actions.GetValueOrDefault(row.Action, row.Action);

    public static string Actor(RecordRow row) => row.Actor switch
    {
        Application.Audit.Actor.Person => row.PersonOrganization == row.Organization || row.Organization.Length == 0 ? $"{row.Person}, {row.PersonOrganization}" : $"{row.Person}, {row.PersonOrganization}, on {row.Organization}",
        Application.Audit.Actor.Hidden => "Not shown",
        Application.Audit.Actor.Erased => "Erased",
        _ => row.Organization.Length > 0 ? $"For {row.Organization}, nobody signed in" : row.Action.StartsWith("strangers", StringComparison.Ordinal) ? "Strangers" : row.Action.StartsWith("application.", StringComparison.Ordinal) ? "The applicant" : "The portal itself",
    };

    /// <summary>How it ended: what the program calls NotInvited is read as words.</summary>
    public static string Outcome(RecordRow row)
    {
        var words = Inner().Replace(row.Outcome, " $1").ToLowerInvariant();
        return words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>When, UTC, as fine as the asker may know.</summary>
    public static string Time(RecordRow row) =>
        row.Actor == Application.Audit.Actor.Hidden ? $"{row.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {Dates.Hour(row.At)}" : row.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The same for machines: ISO 8601.</summary>
    public static string Machine(RecordRow row) =>
        row.At.ToString(row.Actor == Application.Audit.Actor.Hidden ? "yyyy-MM-dd'T'HH'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Group(ActionGroup group) => group switch
    {
        ActionGroup.SigningIn => "Signing in",
        ActionGroup.Reading => "Reading",
        ActionGroup.Changes => "Changes",
        _ => "Refusals",
    };

    /// <summary>How many, when it is not known how many more.</summary>
    public static string Count(RecordView view) =>
        view.Page.Next is null && view.After is null ? view.Page.Rows.Count.ToString(CultureInfo.InvariantCulture) : view.Page.Next is null ? "the last" : "and more";

    [GeneratedRegex("(?<=[a-z])([A-Z])")]
    private static partial Regex Inner();
}
