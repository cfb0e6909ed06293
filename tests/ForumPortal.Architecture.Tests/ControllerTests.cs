using System.Reflection;
using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Routing;

namespace ForumPortal.Architecture.Tests;

public class ControllerTests
{
    private static readonly Type[] Controllers = [.. typeof(PortalController).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ControllerBase)) && !type.IsAbstract)];

    [Fact]
    public void Every_action_declares_its_permission_once()
    {
        var actions = Controllers.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName)).ToList();
        Assert.True(actions.Count > 25, $"Only {actions.Count} were found.");
        Assert.All(actions, action => Assert.True(
            action.GetCustomAttributes<ForAttribute>().Count() + action.GetCustomAttributes<OpenToEveryoneAttribute>().Count() == 1, $"{action.DeclaringType!.Name}.{action.Name}"));
    }

    [Fact]
    public void What_changes_something_is_a_post_and_what_only_shows_is_a_get()
    {
        foreach (var action in Controllers.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)))
        {
            if (action.GetCustomAttribute<ForAttribute>() is null) continue;
            Assert.Single(action.GetCustomAttributes<HttpMethodAttribute>());
            Assert.DoesNotContain(action.GetCustomAttributes<HttpMethodAttribute>().Single().HttpMethods, method => method is not ("GET" or "POST"));
        }
    }

    [Fact]
    public void No_action_goes_round_anti_forgery_except_the_page_of_problems_and_what_mail_programs_send() =>

        // The end of mail by one click (RFC 8058) comes from no page: the link's secret is the authority, and no cookie counts.
        Assert.Equal(["ProblemController", "UnsubscribeController"], Controllers.Where(type => type.GetCustomAttributes<IgnoreAntiforgeryTokenAttribute>().Any()
            || type.GetMethods().Any(method => method.GetCustomAttributes<IgnoreAntiforgeryTokenAttribute>().Any())).Select(type => type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Nothing_stands_outside_the_permissions() =>
        Assert.DoesNotContain(Controllers, type => type.GetCustomAttributes<AllowAnonymousAttribute>().Any() || type.GetMethods().Any(method => method.GetCustomAttributes<AllowAnonymousAttribute>().Any()));
}
