namespace ForumPortal.Demo.Identity;

/// <summary>A sign-in at the provider, kept by a cookie.</summary>
internal sealed record ProviderSession(string Sid, SamplePerson Person, DateTimeOffset AuthTime)
{
    /// <summary>Whether the forum was given a code in it, and so has to be told of its end.</summary>
    public bool IsUsedByForum { get; set; }
}
