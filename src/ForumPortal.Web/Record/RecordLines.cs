using System.Text.Json;
using System.Text.Json.Serialization;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Web.Record;

/// <summary>Entries as lines of CSV (RFC 4180) and of JSON.</summary>
public static class RecordLines
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string CsvHead => "time,action,outcome,target type,target,detail,actor,person,person reference,organization,organization handle,address,request id,target person\r\n";

    public static string Csv(RecordRow row) => string.Join(',', new[]
    {
        EntryWords.Machine(row), row.Action, row.Outcome, row.TargetType, row.Target, row.Detail, Actor(row),
        row.Person, row.PersonReference, row.Organization, row.OrganizationHandle, row.Address, row.RequestId, row.TargetPerson,
    }.Select(Cell)) + "\r\n";

    public static string Json(RecordRow row) => JsonSerializer.Serialize(
        new Line(
            EntryWords.Machine(row), row.Action, row.Outcome, Some(row.TargetType), Some(row.Target), Some(row.Detail), Actor(row),
            Some(row.Person), Some(row.PersonReference), Some(row.Organization), Some(row.OrganizationHandle), Some(row.Address), Some(row.RequestId), Some(row.TargetPerson)),
        Options) + "\n";

    // A spreadsheet would run what begins like a formula.
    private static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n') text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Actor(RecordRow row) => row.Actor.ToString().ToLowerInvariant();

    private static string? Some(string text) => text.Length == 0 ? null : text;

    private sealed record Line(
        string Time, string Action, string Outcome, string? TargetType, string? Target, string? Detail, string Actor,
        string? Person, string? PersonReference, string? Organization, string? OrganizationHandle, string? Address, string? RequestId, string? TargetPerson);
}
