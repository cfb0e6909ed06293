using System.Globalization;
using ForumPortal.Domain.Audiences;

namespace ForumPortal.Application.Data;

/// <summary>Periods as they are kept: from-until pairs in milliseconds, an open end left out.</summary>
internal static class Periods
{
    public static string Write(IEnumerable<Period> periods) =>
        string.Join(';', periods.Select(period => string.Create(CultureInfo.InvariantCulture, $"{period.From.ToUnixTimeMilliseconds()}-{period.Until?.ToUnixTimeMilliseconds()}")));

    public static IReadOnlyList<Period> Read(string text) =>
    [
        .. text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
        {
            var ends = pair.Split('-');
            return new Period(Moment(ends[0])!.Value, Moment(ends[1]));
        }),
    ];

    private static DateTimeOffset? Moment(string text) =>
        text.Length == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(text, CultureInfo.InvariantCulture));
}
