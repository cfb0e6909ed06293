using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Groups;

/// <summary>Who is in the group, for its members: by name, or where membership is hidden by alias.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.Read)]
public sealed record ListMembers(string Reference) : IQuery<MembersPage>;

/// <summary>The members of a group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Members">They: chair and deputy first.</param>
public sealed record MembersPage(GroupPage Group, IReadOnlyList<MemberRow> Members);

/// <summary>A member of a group.</summary>
public sealed record MemberRow
{
    /// <summary>Their alias in the group; it names them for the chair's actions as well.</summary>
    public required string Alias { get; init; }

    /// <summary>Their name; null where only the alias is shown.</summary>
    public required string? Name { get; init; }

    /// <summary>Whom they act for; null likewise.</summary>
    public required string? Organization { get; init; }

    /// <summary>Whether they chair it.</summary>
    public required bool IsChair { get; init; }

    /// <summary>Whether they are its deputy.</summary>
    public required bool IsDeputy { get; init; }

    /// <summary>Whether it is the caller.</summary>
    public required bool IsSelf { get; init; }

    /// <summary>Whether they would let the caller see them, who has yet to agree.</summary>
    public required bool OffersDisclosure { get; init; }

    /// <summary>Whether the caller would let them see, and they have yet to agree.</summary>
    public required bool IsOfferedDisclosure { get; init; }
}

internal sealed class ListMembersHandler(Work work) : IRequestHandler<ListMembers, MembersPage>
{
    public async Task<MembersPage> Handle(ListMembers request, CancellationToken cancellation)
    {
        var group = await WorkingGroup.FindAsMember(work, request.Reference);
        var people = await GroupPeople.Of(work, group);
        var page = await ReadGroupHandler.Page(work, group, GroupAccess.Member);
        return new MembersPage(
            page with { IsLed = group.IsLedBy(work.Caller.Reader.MemberId), IsChaired = group.ChairId == work.Caller.Reader.MemberId },
            [.. people.Present.Select(one => new MemberRow
            {
                Alias = one.Alias,
                Name = one.Name,
                Organization = one.Organization,
                IsChair = one.IsChair,
                IsDeputy = one.IsDeputy,
                IsSelf = one.IsSelf,
                OffersDisclosure = one.OffersDisclosure,
                IsOfferedDisclosure = one.IsOfferedDisclosure,
            })]);
    }
}

/// <summary>Offers another member of a group with hidden membership to see each other, or takes the offer back. They do where both offer it.</summary>
/// <param name="Reference">Which group.</param>
/// <param name="Alias">To whom, by their alias.</param>
/// <param name="IsOffered">Whether it is offered; false takes it back, and both see aliases again.</param>
[Requires(Permission.Read)]
public sealed record OfferDisclosure(string Reference, string Alias, bool IsOffered) : ICommand<bool>;

internal sealed class OfferDisclosureHandler(Work work) : IRequestHandler<OfferDisclosure, bool>
{
    public async Task<bool> Handle(OfferDisclosure request, CancellationToken cancellation)
    {
        var group = await WorkingGroup.FindAsMember(work, request.Reference);
        if (!group.Charter.IsHidden) throw new ConflictException("Members of this group see each other already.");
        var row = new { group = group.Id, me = work.Caller.Reader.MemberId, alias = request.Alias, now = work.Now };
        var other = await work.Value<long?>("SELECT member_id FROM group_member WHERE group_id = @group AND alias = @alias AND left_at IS NULL AND member_id <> @me", row)
            ?? throw new ConflictException("There is no other member with that alias any more.");
        var changed = await work.Execute("DELETE FROM group_disclosure WHERE group_id = @group AND member_id = @me AND to_id = @other", new { row.group, row.me, other });
        if (request.IsOffered) await work.Execute("INSERT INTO group_disclosure (group_id, member_id, to_id, at) VALUES (@group, @me, @other, @now)", new { row.group, row.me, other, row.now });
        if (request.IsOffered != changed > 0) work.Record(group.Event(request.IsOffered ? "group.disclosure-offered" : "group.disclosure-taken-back"));
        return true;
    }
}
