using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;

namespace ForumPortal.Application.Content;

/// <summary>What contradicts itself, said beside the fields of the form.</summary>
internal static class Contradictions
{
    public static IEnumerable<FieldError> Errors(this IEnumerable<Contradiction> found) => found.Select(one => new FieldError(one.Field, one.Reason));
}
