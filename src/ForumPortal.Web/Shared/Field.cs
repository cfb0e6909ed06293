using System.Text.Encodings.Web;
using ForumPortal.Application.Pipeline;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ForumPortal.Web.Shared;

/// <summary>A row of a form: label, hint, control, and what is wrong with it.</summary>
/// <param name="Id">The control's id, which is the field's name in errors.</param>
/// <param name="Label">What is asked for.</param>
/// <param name="Errors">What is wrong with the form.</param>
public sealed record Field(string Id, string Label, IReadOnlyList<FieldError> Errors)
{
    /// <summary>How to fill it in; empty for nothing.</summary>
    public string Hint { get; init; } = "";

    /// <summary>What follows the label in a lighter face, such as "(optional)"; empty for nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>The id of a hint that stands elsewhere, for several fields; empty for none.</summary>
    public string SharedHint { get; init; } = "";

    /// <summary>A line to type in.</summary>
    /// <param name="name">The control's name in the form.</param>
    /// <param name="value">What is in it.</param>
    /// <param name="attributes">Further attributes of the control.</param>
    public IHtmlContent Input(string name, string? value, params (string Name, string? Value)[] attributes) => Row((writer, encoder) =>
    {
        WriteInput(writer, encoder, name, value, attributes);
    });

    /// <summary>A line to type in, with a button beside it.</summary>
    public IHtmlContent Input(string name, string? value, Func<object?, IHtmlContent> button, params (string Name, string? Value)[] attributes) => Row((writer, encoder) =>
    {
        writer.Write("<div class=\"input-row\">");
        WriteInput(writer, encoder, name, value, attributes);
        button(null).WriteTo(writer, encoder);
        writer.Write("</div>");
    });

    /// <summary>Several lines to type in.</summary>
    public IHtmlContent TextArea(string name, string? value, int rows, params (string Name, string? Value)[] attributes) => Row((writer, encoder) =>
    {
        writer.Write($"<textarea rows=\"{rows}\"");
        WriteAttributes(writer, encoder, name, attributes);

        // Browsers drop the first line break.
        writer.Write(">\n");
        writer.Text(encoder, value);
        writer.Write("</textarea>");
    });

    /// <summary>One of several to choose.</summary>
    public IHtmlContent Select(string name, IEnumerable<Choice> choices) => Row((writer, encoder) =>
    {
        writer.Write("<select");
        WriteAttributes(writer, encoder, name, []);
        writer.Write('>');
        foreach (var choice in choices)
        {
            writer.Write("<option");
            writer.Attribute(encoder, "value", choice.Value);
            writer.Write(choice.IsChosen ? " selected>" : ">");
            writer.Text(encoder, choice.Words);
            writer.Write("</option>");
        }
        writer.Write("</select>");
    });

    /// <summary>A box to tick, with its label behind it.</summary>
    public IHtmlContent CheckBox(string name, bool isTicked, params (string Name, string? Value)[] attributes) => new Markup((writer, encoder) =>
    {
        writer.Write("<div class=\"field\"><label class=\"choice\"><input type=\"checkbox\" value=\"true\"");
        WriteAttributes(writer, encoder, name, attributes);
        writer.Write(isTicked ? " checked> " : "> ");
        writer.Text(encoder, Label);
        writer.Write("</label>");
        WriteHint(writer, encoder);
        Errors.WriteOn(Id, writer, encoder);
        writer.Write("</div>");
    });

    private Markup Row(Action<TextWriter, HtmlEncoder> control) => new((writer, encoder) =>
    {
        writer.Write("<div class=\"field\"><label");
        writer.Attribute(encoder, "for", Id);
        writer.Write('>');
        writer.Text(encoder, Label);
        if (Note.Length > 0)
        {
            writer.Write(" <span class=\"optional\">");
            writer.Text(encoder, Note);
            writer.Write("</span>");
        }
        writer.Write("</label>");
        WriteHint(writer, encoder);
        control(writer, encoder);
        Errors.WriteOn(Id, writer, encoder);
        writer.Write("</div>");
    });

    private void WriteInput(TextWriter writer, HtmlEncoder encoder, string name, string? value, (string Name, string? Value)[] attributes)
    {
        writer.Write("<input");
        WriteAttributes(writer, encoder, name, attributes);
        writer.Attribute(encoder, "value", value);
        writer.Write('>');
    }

    private void WriteHint(TextWriter writer, HtmlEncoder encoder)
    {
        if (Hint.Length == 0) return;
        writer.Write(Hint.Contains('\n', StringComparison.Ordinal) ? "<p class=\"field-hint typed\"" : "<p class=\"field-hint\"");
        writer.Attribute(encoder, "id", $"{Id}-hint");
        writer.Write('>');
        writer.Text(encoder, Hint);
        writer.Write("</p>");
    }

    private void WriteAttributes(TextWriter writer, HtmlEncoder encoder, string name, (string Name, string? Value)[] attributes)
    {
        writer.Attribute(encoder, "id", Id);
        writer.Attribute(encoder, "name", name);
        foreach (var (attribute, value) in attributes) writer.Attribute(encoder, attribute, value);
        writer.Attribute(encoder, "aria-describedby", Errors.Described(Id, Hint.Length > 0 ? $"{Id}-hint" : SharedHint.Length > 0 ? SharedHint : null));
        writer.Attribute(encoder, "aria-invalid", Errors.Invalid(Id));
    }
}

/// <summary>Rows of forms on pages.</summary>
public static class Fields
{
    /// <summary>A row of a form, to be ended with its control.</summary>
    public static Field Field(this IHtmlHelper _, string id, string label, IReadOnlyList<FieldError>? errors = null, string hint = "", string note = "", string sharedHint = "") =>
        new(id, label, errors ?? []) { Hint = hint, Note = note, SharedHint = sharedHint };
}
