using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Directory;

/// <summary>The terms of the forum as they are now.</summary>
[OpenToEveryone("The terms are published.", BeforeTerms = true)]
public sealed record ReadTerms : IQuery<CurrentTerms>;

/// <summary>A version of the terms.</summary>
public sealed class CurrentTerms
{
    /// <summary>Counts from 1.</summary>
    public long Version { get; init; }

    /// <summary>The text, in Markdown.</summary>
    public string Body { get; init; } = "";

    /// <summary>Since when, UTC.</summary>
    public DateTimeOffset PublishedAt { get; init; }
}

internal sealed class ReadTermsHandler(Work work) : IRequestHandler<ReadTerms, CurrentTerms>
{
    public async Task<CurrentTerms> Handle(ReadTerms request, CancellationToken cancellation) =>
        await work.First<CurrentTerms>($"SELECT version, body, published_at FROM terms ORDER BY version DESC {work.Dialect.Limit(1)}") ?? throw new NotFoundException();
}

/// <summary>Accepts the terms as they were shown; refused when they have changed since.</summary>
/// <param name="Version">The version that was shown.</param>
[Requires(Permission.UseOwnAccount)]
public sealed record AcceptTerms(long Version) : ICommand<bool>;

internal sealed class AcceptTermsHandler(Work work) : IRequestHandler<AcceptTerms, bool>
{
    public async Task<bool> Handle(AcceptTerms request, CancellationToken cancellation)
    {
        if (await work.Value<long>("SELECT MAX(version) FROM terms") != request.Version)
            throw new ConflictException("The terms have changed since you opened them. Read the new version.");
        var member = work.Caller.Reader.MemberId;
        if (await work.Execute("UPDATE member SET terms_version = @version WHERE id = @member AND terms_version < @version", new { version = request.Version, member }) == 0) return true;
        await work.Execute("INSERT INTO terms_acceptance (member_id, version, accepted_at) VALUES (@member, @version, @now)", new { member, version = request.Version, now = work.Now });
        work.Record(new AuditEvent("terms.accepted", "terms", request.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return true;
    }
}

/// <summary>Publishes a new version of the terms, which everybody accepts before going on.</summary>
/// <param name="Body">The text, in Markdown.</param>
[OnlyTheProgram]
public sealed record PublishTerms(string Body) : ICommand<long>;

internal sealed class PublishTermsHandler(Work work) : IRequestHandler<PublishTerms, long>
{
    public Task<long> Handle(PublishTerms request, CancellationToken cancellation) => Terms.Publish(work, request.Body);
}

/// <summary>The terms, version by version.</summary>
internal static class Terms
{
    public static async Task<long> Publish(Work work, string body)
    {
        var version = await work.Value<long>("SELECT COALESCE(MAX(version), 0) + 1 FROM terms");
        await work.Execute("INSERT INTO terms (version, body, published_at) VALUES (@version, @body, @now)", new { version, body, now = work.Now });
        work.Record(new AuditEvent("terms.published", "terms", version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return version;
    }
}

/// <summary>How many versions of the terms there are.</summary>
[OnlyTheProgram]
public sealed record CountTerms : IQuery<long>;

internal sealed class CountTermsHandler(Work work) : IRequestHandler<CountTerms, long>
{
    public Task<long> Handle(CountTerms request, CancellationToken cancellation) => work.Value<long>("SELECT COUNT(*) FROM terms");
}
