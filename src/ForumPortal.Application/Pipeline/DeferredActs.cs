using System.Security.Cryptography;
using System.Text.Json;
using ForumPortal.Application.Data;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Pipeline;

/// <summary>Where an act stands that waits for its moment, as it is stored.</summary>
internal static class DeferredState
{
    public const string Waiting = "waiting";
    public const string Done = "done";
    public const string TakenBack = "taken-back";

    /// <summary>It could not take effect, and its author has not put that away.</summary>
    public const string Failed = "failed";
}

/// <summary>What waits for its moment.</summary>
/// <param name="SpanHours">Within how many hours it takes effect.</param>
internal sealed record Deferral(int SpanHours)
{
    /// <summary>The draft that waits with it; it is not written on meanwhile.</summary>
    public long? DraftId { get; init; }

    /// <summary>The item that it is about.</summary>
    public long? ItemId { get; init; }

    /// <summary>Whether nothing else about the item may wait beside it.</summary>
    public bool IsAlone { get; init; }

    /// <summary>The end of an embargo, before which it does not take effect.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}

/// <summary>Acts without a name that were handed in and take effect later, at a moment that nobody can foresee. Until then nothing of them shows to others.</summary>
internal static class DeferredActs
{
    // A person, and a program in their name, can hand in so many and no more.
    private const int MostWaiting = 100;
    private static readonly TimeSpan LeastWait = TimeSpan.FromHours(1);

    /// <summary>Keeps a request for its moment; answers the reference that a new item will have.</summary>
    public static async Task<string> Keep(Work work, object request, Deferral how)
    {
        var caller = work.Caller;
        var member = caller.Reader.MemberId;
        if (how is { IsAlone: true, ItemId: { } item } && await work.Value<long>("SELECT COUNT(*) FROM deferred_act WHERE alone_on_item_id = @item", new { item }) > 0)
            throw new ConflictException("Another change of this item waits for its moment already. Take that one back first, on the page “Publish”.");
        if (await work.Value<long>("SELECT COUNT(*) FROM deferred_act WHERE member_id = @member AND state = @waiting", new { member, waiting = DeferredState.Waiting }) >= MostWaiting)
            throw new ConflictException($"{MostWaiting} of your acts wait for their moment, and no more are kept. Take one back, or wait until some have taken effect.");
        var row = new
        {
            id = Ids.Next(work.Now), reference = Ids.Reference(), kind = DeferredKinds.Of(request.GetType()).Word, member, how.DraftId, how.ItemId, alone = how.IsAlone ? how.ItemId : null,
            newReference = Ids.Reference(), request = JsonSerializer.Serialize(request, request.GetType()), caller.Address, caller.RequestId, now = work.Now,
            spanEndsAt = work.Now.AddHours(how.SpanHours), isFixed = IsGiven(work.Now, how.NotBefore) ? 1 : 0, due = Moment(work.Now, how), waiting = DeferredState.Waiting,
        };
        await work.Execute(
            """
            INSERT INTO deferred_act (id, ref, kind, member_id, draft_id, item_id, alone_on_item_id, new_ref, request, address, request_id, handed_in_at, span_ends_at, is_fixed, due_at, state, trouble)
            VALUES (@id, @reference, @kind, @member, @DraftId, @ItemId, @alone, @newReference, @request, @Address, @RequestId, @now, @spanEndsAt, @isFixed, @due, @waiting, '')
            """,
            row);
        if (how.DraftId is not null) await work.Execute("UPDATE draft SET waiting_act_id = @id WHERE id = @DraftId", row);
        return row.newReference;
    }

    /// <summary>Takes what is due on, in the transaction of its effect, for the member as they are now: of two nodes one does.</summary>
    public static async Task<Caller> Claim(Work work, Caller caller)
    {
        var effect = caller.Effect!;
        if (!await End(work, effect.Act!.Value, DeferredState.Done)) throw new ConflictException("It has taken effect already, or was taken back.");
        var now = await Callers.OfMember(work, caller.Reader.MemberId) ?? throw new ForbiddenException("You, or your organization, were not active at its moment.");
        return now with { Address = caller.Address, RequestId = caller.RequestId, Effect = effect };
    }

    /// <summary>Ends the waiting of one: false where it does not wait. Its text is kept only where it failed, until its author puts it away.</summary>
    public static async Task<bool> End(Work work, long id, string state, string trouble = "")
    {
        var ended = await work.Execute(
            "UPDATE deferred_act SET state = @state, trouble = @trouble, request = CASE WHEN @state = @failed THEN request ELSE '' END, alone_on_item_id = NULL WHERE id = @id AND state = @waiting",
            new { id, state, trouble, failed = DeferredState.Failed, waiting = DeferredState.Waiting });
        if (ended == 0) return false;
        await work.Execute("UPDATE draft SET waiting_act_id = NULL WHERE waiting_act_id = @id", new { id });
        return true;
    }

    /// <summary>How many of the caller's could not take effect and are not put away.</summary>
    public static Task<long> CountFailed(Work work) =>
        work.Value<long>("SELECT COUNT(*) FROM deferred_act WHERE member_id = @member AND state = @failed", new { member = work.Caller.Reader.MemberId, failed = DeferredState.Failed });

    /// <summary>How many about an item wait.</summary>
    public static Task<long> CountAbout(Work work, long item) =>
        work.Value<long>("SELECT COUNT(*) FROM deferred_act WHERE item_id = @item AND state = @waiting", new { item, waiting = DeferredState.Waiting });

    /// <summary>A random moment between two.</summary>
    public static DateTimeOffset Between(DateTimeOffset from, TimeSpan span) => from.AddMilliseconds(RandomNumberGenerator.GetInt32((int)span.TotalMilliseconds));

    /// <summary>When what is handed in now takes effect at the latest.</summary>
    public static DateTimeOffset AtTheLatest(DateTimeOffset now, DateTimeOffset? notBefore) => IsGiven(now, notBefore) ? notBefore!.Value : now + EffectSpan.Longest;

    // The end of an embargo that lies further away than an hour is the moment itself; before a nearer one it does not take effect.
    private static DateTimeOffset Moment(DateTimeOffset now, Deferral how)
    {
        var random = Between(now, TimeSpan.FromHours(how.SpanHours));
        return how.NotBefore is { } opens && (IsGiven(now, opens) || opens > random) ? opens : random;
    }

    private static bool IsGiven(DateTimeOffset now, DateTimeOffset? notBefore) => notBefore >= now + LeastWait;
}

/// <summary>The moment has not come: too few of those who could have done it have been there since it was handed in.</summary>
internal sealed class NotYetException() : Exception("Too few of the possible authors have held a session since it was handed in.");
