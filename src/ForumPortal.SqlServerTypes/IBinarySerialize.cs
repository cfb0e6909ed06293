namespace Microsoft.SqlServer.Server;

/// <summary>A CLR user-defined type that serializes itself.</summary>
public interface IBinarySerialize
{
    /// <summary>Reads it.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes it.</summary>
    void Write(BinaryWriter w);
}
