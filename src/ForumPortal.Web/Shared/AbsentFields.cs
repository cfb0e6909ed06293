using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ForumPortal.Web.Shared;

/// <summary>Takes a text that a form left out for an empty one, so that a cut-off form is refused in words and not by a fault.</summary>
public sealed class AbsentFields : IActionFilter
{
    private static readonly ConcurrentDictionary<MethodInfo, string[]> Known = new();

    public void OnActionExecuting(ActionExecutingContext context)
    {
        if (context.ActionDescriptor is not ControllerActionDescriptor action) return;
        foreach (var name in Known.GetOrAdd(action.MethodInfo, Texts))
            if (!context.ActionArguments.TryGetValue(name, out var given) || given is null) context.ActionArguments[name] = "";
    }

    public void OnActionExecuted(ActionExecutedContext context)
    {
    }

    private static string[] Texts(MethodInfo method)
    {
        var nullability = new NullabilityInfoContext();
        return [.. method.GetParameters().Where(one => one.ParameterType == typeof(string) && nullability.Create(one).WriteState == NullabilityState.NotNull).Select(one => one.Name!)];
    }
}
