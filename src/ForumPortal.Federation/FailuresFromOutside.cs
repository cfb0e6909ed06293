using System.Collections.Concurrent;
using ForumPortal.Application.Pipeline;
using MediatR;

namespace ForumPortal.Federation;

/// <summary>Enters what failed at addresses that anybody can call; beyond a limit it is only counted, so that nobody outside can fill the record.</summary>
internal sealed class FailuresFromOutside(ISender sender, StrangersRefusals strangers, TimeProvider time)
{
    /// <summary>How many of one organization enter the record in a minute, of whatever kind.</summary>
    public const int MostInAMinute = 30;

    private readonly ConcurrentDictionary<long, (long Minute, int Count)> counts = new();

    /// <summary>Enters one failure of that organization, by that request; 0 where no organization is known.</summary>
    public Task Enter(Caller program, long organizationId, IRequest<bool> entry)
    {
        var minute = time.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
        if (counts.AddOrUpdate(organizationId, (minute, 1), (_, one) => one.Minute == minute ? (minute, one.Count + 1) : (minute, 1)).Count > MostInAMinute)
        {
            strangers.Count();
            return Task.CompletedTask;
        }
        return sender.Send(program, entry, CancellationToken.None);
    }
}
