using System.Globalization;
using System.Reflection;
using System.Text.Json;
using ForumPortal.Application.Data;

namespace ForumPortal.Application.Pipeline;

/// <summary>Says that a command creates something: the same form sent twice, at the same moment or after a lost answer, creates one and is answered alike.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CreatesOnceAttribute : Attribute;

/// <summary>What forms that create something were answered.</summary>
internal static class SentForms
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Carries a command out, unless the same form was sent before: then it is answered as it was.</summary>
    /// <remarks>Two at once stumble over the key, and one is tried again.</remarks>
    public static async Task<TResult> Once<TRequest, TResult>(Work work, TRequest request, Func<Task<TResult>> next)
    {
        if (work.Caller.Form.Length == 0 || typeof(TRequest).GetCustomAttribute<CreatesOnceAttribute>() is null) return await next();
        var key = Ids.Hash([work.Caller.Form, work.Caller.Reader.MemberId.ToString(CultureInfo.InvariantCulture), typeof(TRequest).Name, JsonSerializer.Serialize(request)]);
        if (await work.First<string>("SELECT answer FROM sent_form WHERE key_hash = @key", new { key }) is { } before) return JsonSerializer.Deserialize<TResult>(before)!;
        var answer = await next();
        await work.Execute("DELETE FROM sent_form WHERE at < @before", new { before = work.Now - Kept });
        await work.Execute("INSERT INTO sent_form (key_hash, answer, at) VALUES (@key, @answer, @now)", new { key, answer = JsonSerializer.Serialize(answer), now = work.Now });
        return answer;
    }
}
