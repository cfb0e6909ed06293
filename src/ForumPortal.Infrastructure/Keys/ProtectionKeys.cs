using System.Xml.Linq;
using Dapper;
using ForumPortal.Application.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ForumPortal.Infrastructure.Keys;

/// <summary>Keeps the data-protection keys in the database, so that restarts and further nodes keep people signed in.</summary>
internal sealed class ProtectionKeys(Database database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(Read).GetAwaiter().GetResult();

    // The contract is synchronous; a key is made once in 90 days.
    public void StoreElement(XElement element, string friendlyName) => Task.Run(() => Write(element, friendlyName)).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> Read()
    {
        await using var connection = await database.Read(CancellationToken.None);
        return [.. (await connection.QueryAsync<string>("SELECT document FROM protection_key ORDER BY name")).Select(document => XElement.Parse(document))];
    }

    private async Task Write(XElement element, string name)
    {
        await using var transaction = await database.Write(CancellationToken.None);
        await transaction.Connection.ExecuteAsync(
            "INSERT INTO protection_key (name, document) VALUES (@name, @document)",
            new { name, document = element.ToString(SaveOptions.DisableFormatting) },
            transaction.Transaction);
        await transaction.Commit(CancellationToken.None);
    }
}
