using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Events;

/// <summary>Puts an event off that could not be carried out: for longer each time, until it is parked for the secretariat. Those behind it go on.</summary>
/// <param name="Id">Which.</param>
/// <param name="Trouble">What went wrong, without anything that the event is about.</param>
[OnlyTheProgram]
public sealed record PostponeEvent(long Id, string Trouble) : ICommand<bool>;

internal sealed class PostponeEventHandler(Work work) : IRequestHandler<PostponeEvent, bool>
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(12)];

    public async Task<bool> Handle(PostponeEvent request, CancellationToken cancellation)
    {
        var attempts = await work.Value<long?>("SELECT attempts FROM event WHERE id = @Id AND state = @waiting", new { request.Id, waiting = EventState.Waiting });
        if (attempts is not { } before) return false;
        var isParked = before >= Pauses.Length;
        await work.Execute(
            "UPDATE event SET state = @state, attempts = @attempts, due_at = @due, trouble = @Trouble WHERE id = @Id",
            new
            {
                request.Id, request.Trouble, state = isParked ? EventState.Parked : EventState.Waiting, attempts = before + 1,
                due = isParked ? work.Now : work.Now + Pauses[before],
            });
        return isParked;
    }
}
