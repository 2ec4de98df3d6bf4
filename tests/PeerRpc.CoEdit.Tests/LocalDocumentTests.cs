using System.Text.Json;
using CoEdit.Contracts;
using CoEdit.Documents;
using SharedText;

namespace PeerRpc.CoEdit.Tests;

public sealed class LocalDocumentTests : IDisposable
{
    private static readonly Person Bob = new("bob", IsHere: true);

    private readonly string _folder = Directory.CreateTempSubdirectory("coedit-").FullName;
    private readonly LocalDocument _document;
    private JsonElement _last;

    public LocalDocumentTests() => _document = new LocalDocument(DocumentName.TryParse("Notes")!, _folder);

    [Fact]
    public void Caret_OfSomebodyWhoHasGone_IsNotThereWhenTheyComeBack()
    {
        byte[] start = TextAnchor.Start.ToBytes();
        _document.Open(message => _last = JsonSerializer.SerializeToElement(message));
        _document.Show([Bob]);
        _document.Show(Bob.Name, new Caret(start, start));
        Assert.Equal(0, HeadOfBob());

        _document.Show([]);
        _document.Show([Bob]);

        Assert.Equal(-1, HeadOfBob());
    }

    public void Dispose()
    {
        _document.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private int HeadOfBob() => _last.GetProperty("people")[0].GetProperty("head").GetInt32();
}
