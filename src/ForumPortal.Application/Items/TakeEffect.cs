using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>Lets what was handed in without a name take effect when its moment has come: sent again as its author, through every check. A failure is told to the author alone.</summary>
/// <param name="sender">The way in.</param>
public sealed class Effects(ISender sender)
{
    private static readonly Caller Program = Caller.Program("effects");

    /// <summary>Takes the next that is due; false where none is.</summary>
    /// <param name="cancellation">Ends the work between two steps.</param>
    public async Task<bool> TakeNext(CancellationToken cancellation = default)
    {
        if (await sender.Send(Program, new FindDueAct(), cancellation) is not { } due) return false;
        try
        {
            if (due.Caller is null) throw new ForbiddenException("You, or your organization, were not active at its moment.");
            await DeferredKinds.Of(due.Kind).Send(sender, due.Caller, due.Request, cancellation);
        }
        catch (RequestRefusedException refusal)
        {
            await sender.Send(Program, new FailAct(due.Id, refusal.Message), cancellation);
        }
        catch (NotYetException)
        {
            await sender.Send(Program, new PutOffAct(due.Id), cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await sender.Send(Program, new PutOffAct(due.Id), cancellation);
            throw;
        }
        return true;
    }
}

/// <summary>The act whose moment has come first; null where none has.</summary>
[OnlyTheProgram]
public sealed record FindDueAct : IQuery<DueAct?>;

/// <summary>An act whose moment has come.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">The word of its kind.</param>
/// <param name="Request">The request, as it is stored.</param>
/// <param name="Caller">Its author as they are now; null where they are not active.</param>
public sealed record DueAct(long Id, string Kind, string Request, Caller? Caller);

internal sealed class FindDueActHandler(Work work) : IRequestHandler<FindDueAct, DueAct?>
{
    public async Task<DueAct?> Handle(FindDueAct request, CancellationToken cancellation)
    {
        var row = await work.First<Row>(
            $"""
            SELECT id, kind, request, member_id, new_ref AS reference, address, request_id, handed_in_at, is_fixed
            FROM deferred_act WHERE state = @waiting AND due_at <= @now ORDER BY due_at, id {work.Dialect.Limit(1)}
            """,
            new { waiting = DeferredState.Waiting, now = work.Now });
        if (row is null) return null;
        var effect = new Effect(row.Id, row.HandedInAt, row.Reference, row.IsFixed == 1);
        var author = await Callers.OfMember(work, row.MemberId);
        return new DueAct(row.Id, row.Kind, row.Request, author is null ? null : author with { Address = row.Address, RequestId = row.RequestId, Effect = effect });
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public string Kind { get; init; } = "";
        public string Request { get; init; } = "";
        public long MemberId { get; init; }
        public string Reference { get; init; } = "";
        public string Address { get; init; } = "";
        public string RequestId { get; init; } = "";
        public DateTimeOffset HandedInAt { get; init; }
        public long IsFixed { get; init; }
    }
}

/// <summary>Puts an act off to another random moment of the next hour, and not beyond the longest span unless that is over.</summary>
/// <param name="Id">Which.</param>
[OnlyTheProgram]
public sealed record PutOffAct(long Id) : ICommand<bool>;

internal sealed class PutOffActHandler(Work work) : IRequestHandler<PutOffAct, bool>
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public async Task<bool> Handle(PutOffAct request, CancellationToken cancellation)
    {
        var handedIn = await work.First<DateTimeOffset?>("SELECT handed_in_at FROM deferred_act WHERE id = @Id AND state = @waiting", new { request.Id, waiting = DeferredState.Waiting });
        if (handedIn is not { } from) return false;
        var (moment, last) = (DeferredActs.Between(work.Now, Pause), from + EffectSpan.Longest);
        await work.Execute("UPDATE deferred_act SET due_at = @due WHERE id = @Id", new { request.Id, due = work.Now < last && last < moment ? last : moment });
        return true;
    }
}

/// <summary>Ends an act that could not take effect, and tells its author.</summary>
/// <param name="Id">Which.</param>
/// <param name="Trouble">Why, as its author is told.</param>
[OnlyTheProgram]
public sealed record FailAct(long Id, string Trouble) : ICommand<bool>;

internal sealed class FailActHandler(Work work) : IRequestHandler<FailAct, bool>
{
    public async Task<bool> Handle(FailAct request, CancellationToken cancellation)
    {
        if (!await DeferredActs.End(work, request.Id, DeferredState.Failed, request.Trouble)) return false;
        work.Raise(new Event(ItemChange.NotInEffect) { ToId = await work.Value<long>("SELECT member_id FROM deferred_act WHERE id = @Id", new { request.Id }) });
        return true;
    }
}
