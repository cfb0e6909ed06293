namespace ForumPortal.Web.Hosting.Commands;

/// <summary>The options that a command was given.</summary>
internal sealed class OptionValues
{
    private readonly Command command;
    private readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);

    private OptionValues(Command command) => this.command = command;

    /// <summary>Reads them; asks for what is missing where somebody is there.</summary>
    /// <exception cref="UsageException">They cannot stand.</exception>
    public static OptionValues Read(Command command, IReadOnlyList<string> arguments, Terminal terminal)
    {
        var given = new OptionValues(command);
        for (var at = 0; at < arguments.Count; at++) given.Take(arguments, ref at);
        foreach (var missing in command.Options.Where(option => given.Lacks(option)))
            given.values[missing.Name] = [Ask(missing, terminal) ?? throw new UsageException($"--{missing.Name} is missing: {missing.Says}.", command)];
        return given;
    }

    public bool Has(string name) => values.ContainsKey(name);

    public string? Find(string name) => values.TryGetValue(name, out var given) ? given[0] : null;

    public string Require(string name) => Find(name) ?? throw new UsageException($"--{name} is missing.", command);

    public IReadOnlyList<string> All(string name) => values.TryGetValue(name, out var given) ? given : [];

    /// <summary>The value as one of the words; the fallback where it was not given.</summary>
    public T Word<T>(string name, T fallback, params ReadOnlySpan<(string Word, T Value)> words)
    {
        if (Find(name) is not { } given) return fallback;
        var known = new List<string>();
        foreach (var (word, value) in words)
        {
            if (string.Equals(word, given, StringComparison.OrdinalIgnoreCase)) return value;
            known.Add(word);
        }
        throw new UsageException($"--{name} '{given}' is none of {string.Join(", ", known)}.", command);
    }

    private bool Lacks(Option option) =>
        option.IsRequired && !Has(option.Name)
        && !(option.IsNotNeededWith is var (name, value) && string.Equals(Find(name), value, StringComparison.OrdinalIgnoreCase));

    private void Take(IReadOnlyList<string> arguments, ref int at)
    {
        var (name, value) = Split(arguments[at]);
        var option = command.Options.FirstOrDefault(one => one.Name == name) ?? throw new UsageException($"'{arguments[at]}' is not an option of {command.Name}.", command);
        if (option.IsSwitch)
        {
            if (value is not null) throw new UsageException($"--{name} takes no value.", command);
            values[name] = [""];
            return;
        }
        if (value is null && at + 1 < arguments.Count && !arguments[at + 1].StartsWith("--", StringComparison.Ordinal)) value = arguments[++at];
        if (string.IsNullOrWhiteSpace(value)) throw new UsageException($"--{name} needs a value: {option.Says}.", command);
        if (values.TryGetValue(name, out var before) && !option.IsRepeated) throw new UsageException($"--{name} is given twice.", command);
        values[name] = [.. before ?? [], value];
    }

    private static (string Name, string? Value) Split(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal)) return ("", null);
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument[2..], null) : (argument[2..equals], argument[(equals + 1)..]);
    }

    private static string? Ask(Option option, Terminal terminal)
    {
        if (!terminal.IsInteractive) return null;
        while (true)
        {
            terminal.Output.Write($"{option.Says}: ");
            if (terminal.Input.ReadLine() is not { } typed) return null;
            if (!string.IsNullOrWhiteSpace(typed)) return typed.Trim();
        }
    }
}
