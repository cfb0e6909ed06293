using ForumPortal.Application.Content;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Applications;

/// <summary>Adds a criterion behind the others. Applications that are already there are not asked it.</summary>
/// <param name="Title">Its name in a few words.</param>
/// <param name="Body">What it asks for.</param>
[CreatesOnce]
[Requires(Permission.OperateForum)]
public sealed record AddCriterion([property: Typed("title")] string Title, [property: Typed("body")] string Body) : ICommand<string>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => CriterionText.Errors(Title, Body);
}

/// <summary>Puts another text in a criterion's place. Applications that answered the old one keep it.</summary>
/// <param name="Reference">Which; refused when it has been reworded or retired since.</param>
/// <param name="Title">Its name in a few words.</param>
/// <param name="Body">What it asks for.</param>
[CreatesOnce]
[Requires(Permission.OperateForum)]
public sealed record RewordCriterion(string Reference, [property: Typed("title")] string Title, [property: Typed("body")] string Body) : ICommand<string>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => CriterionText.Errors(Title, Body);
}

/// <summary>Takes a criterion back: new applications are not asked it. The last one stays.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.OperateForum)]
public sealed record RetireCriterion(string Reference) : ICommand<bool>;

/// <summary>Takes a retired criterion up again, behind the others, in the words that it had.</summary>
/// <param name="Reference">Which; refused where it was reworded, because others stand in its place.</param>
[Requires(Permission.OperateForum)]
public sealed record TakeUpCriterion(string Reference) : ICommand<bool>;

/// <summary>Moves a criterion one place up or down.</summary>
/// <param name="Reference">Which.</param>
/// <param name="Up">Whether up.</param>
[Requires(Permission.OperateForum)]
public sealed record MoveCriterion(string Reference, bool Up) : ICommand<bool>;

internal static class CriterionText
{
    private const int LongestTitle = 100;
    private const int LongestBody = 2000;

    public static IEnumerable<FieldError> Errors(string title, string body) =>
    [
        .. Texts.Line("title", title, LongestTitle, "Give it a name in a few words."),
        .. Texts.Prose("body", body, LongestBody, "Say what it asks for."),
    ];

    public static async Task<Criterion> Find(Work work, string reference) =>
        (await Criterion.Current(work)).FirstOrDefault(one => one.Reference == reference)
        ?? throw (await work.Value<long>("SELECT COUNT(*) FROM criterion WHERE ref = @reference", new { reference }) == 0
            ? new NotFoundException()
            : new ConflictException("This criterion has been reworded or retired since you opened it. Look at the list again."));

    public static async Task<string> Insert(Work work, string title, string body, long position, long? replaces)
    {
        var reference = Ids.Reference();
        await work.Execute(
            "INSERT INTO criterion (id, ref, title, body, position, replaces_id) VALUES (@id, @reference, @title, @body, @position, @replaces)",
            new { id = Ids.Next(work.Now), reference, title = title.Trim(), body = body.Trim(), position, replaces });
        return reference;
    }

    public static Task<int> Retire(Work work, long id) =>
        work.Execute("UPDATE criterion SET retired_at = @now WHERE id = @id AND retired_at IS NULL", new { now = work.Now, id });
}

internal sealed class AddCriterionHandler(Work work) : IRequestHandler<AddCriterion, string>
{
    public async Task<string> Handle(AddCriterion request, CancellationToken cancellation)
    {
        var last = await work.Value<long>("SELECT COALESCE(MAX(position), 0) FROM criterion");
        var reference = await CriterionText.Insert(work, request.Title, request.Body, last + 1, null);
        work.Record(new AuditEvent("criterion.added", "criterion", reference));
        return reference;
    }
}

internal sealed class RewordCriterionHandler(Work work) : IRequestHandler<RewordCriterion, string>
{
    public async Task<string> Handle(RewordCriterion request, CancellationToken cancellation)
    {
        var old = await CriterionText.Find(work, request.Reference);
        if (await CriterionText.Retire(work, old.Id) == 0) throw new ConflictException("This criterion has been reworded or retired since you opened it. Look at the list again.");
        var reference = await CriterionText.Insert(work, request.Title, request.Body, old.Position, old.Id);
        work.Record(new AuditEvent("criterion.reworded", "criterion", reference) { Detail = $"in place of {request.Reference}" });
        return reference;
    }
}

internal sealed class RetireCriterionHandler(Work work) : IRequestHandler<RetireCriterion, bool>
{
    public async Task<bool> Handle(RetireCriterion request, CancellationToken cancellation)
    {
        var old = await CriterionText.Find(work, request.Reference);
        if ((await Criterion.Current(work)).Count == 1) throw new ConflictException("This is the last criterion. Add another one first.");
        await CriterionText.Retire(work, old.Id);
        work.Record(new AuditEvent("criterion.retired", "criterion", request.Reference));
        return true;
    }
}

internal sealed class TakeUpCriterionHandler(Work work) : IRequestHandler<TakeUpCriterion, bool>
{
    public async Task<bool> Handle(TakeUpCriterion request, CancellationToken cancellation)
    {
        var last = await work.Value<long>("SELECT COALESCE(MAX(position), 0) FROM criterion");
        if (await work.Execute($"UPDATE criterion SET retired_at = NULL, position = @position WHERE ref = @reference AND {Criterion.IsRetired}", new { position = last + 1, reference = request.Reference }) == 0)
            throw await work.Value<long>("SELECT COUNT(*) FROM criterion WHERE ref = @reference", new { reference = request.Reference }) == 0
                ? new NotFoundException()
                : new ConflictException("This criterion is in force, or was reworded. Look at the list again.");
        work.Record(new AuditEvent("criterion.taken-up", "criterion", request.Reference));
        return true;
    }
}

internal sealed class MoveCriterionHandler(Work work) : IRequestHandler<MoveCriterion, bool>
{
    public async Task<bool> Handle(MoveCriterion request, CancellationToken cancellation)
    {
        var one = await CriterionText.Find(work, request.Reference);
        var order = (await Criterion.Current(work)).ToList();
        var at = order.FindIndex(other => other.Id == one.Id);
        var to = request.Up ? at - 1 : at + 1;
        if (to < 0 || to >= order.Count) return false;
        await Place(one.Id, order[to].Position);
        await Place(order[to].Id, one.Position);
        work.Record(new AuditEvent("criterion.moved", "criterion", request.Reference));
        return true;
    }

    private Task<int> Place(long id, long position) => work.Execute("UPDATE criterion SET position = @position WHERE id = @id", new { position, id });
}
