using System.CommandLine;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Makes options of commands.</summary>
internal static class CommandOption
{
    /// <summary>An option with one value. What is required is asked for where somebody is there to ask.</summary>
    public static Option<string> Text(string name, string value, string says, bool isRequired = false) =>
        With(new Option<string>(name), value, says, isRequired);

    /// <summary>The organization that a command is about.</summary>
    public static Option<string> Organization() => Text("--organization", "HANDLE", "The organization's handle", isRequired: true);

    /// <summary>An option that may be given several times.</summary>
    public static Option<string[]> Texts(string name, string value, string says, bool isRequired = false) =>
        With(new Option<string[]>(name), value, says, isRequired);

    /// <summary>An option whose value is one of the words.</summary>
    public static Option<T?> Word<T>(string name, string value, string says, bool isRequired, params (string Word, T Value)[] words)
        where T : struct
    {
        var option = With(new Option<T?>(name), value, says, isRequired);
        option.CustomParser = result =>
        {
            var given = result.Tokens[0].Value;
            foreach (var (word, meant) in words) if (string.Equals(word, given, StringComparison.OrdinalIgnoreCase)) return meant;
            result.AddError($"{name} '{given}' is none of {string.Join(", ", words.Select(one => one.Word))}.");
            return null;
        };
        return option;
    }

    /// <summary>An option that stands alone.</summary>
    public static Option<bool> Switch(string name, string says) => new(name) { Description = says, Arity = ArgumentArity.Zero };

    private static Option<T> With<T>(Option<T> option, string value, string says, bool isRequired)
    {
        (option.HelpName, option.Description, option.Required) = (value, says, isRequired);
        // A mistyped option must not become the value of the one before.
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(one => string.IsNullOrWhiteSpace(one.Value) || one.Value.StartsWith("--", StringComparison.Ordinal)))
                result.AddError($"{option.Name} needs a value: {says}.");
        });
        return option;
    }
}
