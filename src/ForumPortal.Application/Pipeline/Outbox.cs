using System.Text.Json;
using ForumPortal.Application.Data;
using Microsoft.Extensions.DependencyInjection;

namespace ForumPortal.Application.Pipeline;

/// <summary>Events wait here from the commit of what caused them until their effects have committed.</summary>
internal static class Outbox
{
    private static readonly Dictionary<string, Type> Kinds = typeof(IEvent).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IEvent)))
        .ToDictionary(type => type.Name);

    public static async Task Put(Work work)
    {
        foreach (var (one, dueAt) in work.Events)
        {
            await work.Execute(
                "INSERT INTO outbox (id, kind, payload, due_at, attempts) VALUES (@id, @kind, @payload, @due, 0)",
                new { id = Ids.Next(work.Now), kind = one.GetType().Name, payload = JsonSerializer.Serialize(one, one.GetType()), due = dueAt ?? work.Now });
        }
    }

    public static IEvent Read(string kind, string payload) =>
        (IEvent)(JsonSerializer.Deserialize(payload, Kinds[kind]) ?? throw new JsonException($"An event of kind {kind} is empty."));
}

/// <summary>Carries out the oldest event that is due, if there is one, and takes it off the outbox in the same transaction.</summary>
[OnlyTheProgram]
public sealed record DispatchEvent : ICommand<bool>;

internal sealed class DispatchEventHandler(Work work, IServiceProvider services) : IRequestHandler<DispatchEvent, bool>
{
    public async Task<bool> Handle(DispatchEvent request, CancellationToken cancellation)
    {
        var row = await work.First<Row>($"SELECT id, kind, payload FROM outbox WHERE due_at <= @now ORDER BY due_at, id {work.Dialect.Limit(1)}", new { now = work.Now });
        if (row is null) return false;

        // Another node may have been first; then it is not there any more.
        if (await work.Execute("DELETE FROM outbox WHERE id = @id", new { id = row.Id }) == 0) return true;
        var one = Outbox.Read(row.Kind, row.Payload);
        foreach (var handler in services.GetServices(typeof(IEventHandler<>).MakeGenericType(one.GetType())))
            await (Task)handler!.GetType().GetMethod("Handle")!.Invoke(handler, [one, cancellation])!;
        return true;
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public string Kind { get; init; } = "";
        public string Payload { get; init; } = "";
    }
}
