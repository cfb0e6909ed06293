namespace Microsoft.SqlServer.Server;

/// <summary>Marks a CLR user-defined type. The client looks for it on the type of every parameter and finds none.</summary>
/// <param name="format">How it is serialized.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = true)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>How it is serialized.</summary>
    public Format Format => format;

    /// <summary>The most bytes it takes.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Whether all values take as many bytes.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Whether values sort by their bytes.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>Its name in the database.</summary>
    public string? Name { get; set; }

    /// <summary>The method that validates a value.</summary>
    public string? ValidationMethodName { get; set; }
}
