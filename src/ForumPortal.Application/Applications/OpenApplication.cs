using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Applications;

/// <summary>Takes an application for a change: one at a time, and only while it is open.</summary>
internal sealed class OpenApplication
{
    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public ApplicationStatus Status { get; init; }
    public long Version { get; init; }
    public long WantsSponsor { get; init; }

    /// <summary>For the secretariat, by its reference.</summary>
    /// <param name="work">The work at hand.</param>
    /// <param name="reference">Which.</param>
    /// <param name="version">The version that was looked at; 0 where it does not matter.</param>
    public static Task<OpenApplication> Take(Work work, string reference, long version = 0) =>
        Take(work, "ref = @reference", new { reference }, version);

    /// <summary>For the applicant, by the secret of the private link.</summary>
    public static Task<OpenApplication> TakeOwn(Work work, string secret) => Take(work, "secret_hash = @hash", new { hash = Ids.Hash(secret) }, 0);

    private static async Task<OpenApplication> Take(Work work, string which, object arguments, long version)
    {
        // First of all a write, so that whoever changes it too waits here.
        await work.Execute($"UPDATE application SET version = version + 1 WHERE {which}", arguments);
        var found = await work.First<OpenApplication>($"SELECT id, ref AS reference, status, version, wants_sponsor FROM application WHERE {which}", arguments) ?? throw new NotFoundException();
        if (found.Status != ApplicationStatus.Open) throw new ConflictException($"This application is {Domain.Words.Of(found.Status)} since you opened it; nothing more can be changed.");
        if (version != 0 && found.Version != version + 1) throw new ConflictException("This application has changed since you opened it. Look at it again before you decide.");
        return found;
    }
}
