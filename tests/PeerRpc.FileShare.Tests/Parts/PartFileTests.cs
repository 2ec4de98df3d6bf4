using FileShare.Contracts;
using FileShare.Parts;
using PeerRpc.FileShare.Tests.Fakes;

namespace PeerRpc.FileShare.Tests.Parts;

public sealed class PartFileTests : IDisposable
{
    private const int Length = 20 * 1024 * 1024;

    private readonly TemporaryFolder _source = new();
    private readonly TemporaryFolder _target = new();
    private readonly SharedFile _file;
    private readonly byte[] _content = TemporaryFolder.Content(Length);

    public PartFileTests() => _file = _source.Write("file", Length);

    private string Target => _target.PathOf("file");

    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
    }

    [Fact]
    public async Task Finish_EverythingWritten_IsTheFileAndNothingElse()
    {
        using (PartFile part = PartFile.Open(Target, _file))
        {
            await WriteAsync(part, 0, Length);
            await part.FinishAsync(overwrite: false, CancellationToken.None);
        }

        Assert.Equal(_file.Sha256, _target.HashOf("file"));
        Assert.Equal(_file.Modified, _target.Modified("file"));
        Assert.Equal([Target], Directory.GetFiles(_target.Directory));
    }

    [Fact]
    public async Task Open_AfterAnInterruption_GoesOnWhereItStopped()
    {
        using (PartFile part = PartFile.Open(Target, _file))
        {
            await WriteAsync(part, 0, 1000);
            await WriteAsync(part, 5000, 6000);
        }

        using PartFile again = PartFile.Open(Target, _file);

        Assert.Equal([new ByteRange(1000, 5000), new ByteRange(6000, Length)], again.Missing);
        Assert.Equal(1000, again.Prefix);
        foreach (ByteRange range in again.Missing)
            await WriteAsync(again, (int)range.From, (int)range.To);
        await again.FinishAsync(overwrite: false, CancellationToken.None);
        Assert.Equal(_file.Sha256, _target.HashOf("file"));
    }

    [Fact]
    public async Task Open_StateOfAnyMoment_ClaimsOnlyWhatIsWritten()
    {
        // What a kill leaves is what stands on the disk between any two writes.
        using PartFile part = PartFile.Open(Target, _file);
        for (int at = 0; at < Length; at += 1024 * 1024)
        {
            await WriteAsync(part, at, at + (1024 * 1024));
            using var killed = new TemporaryFolder();
            foreach (string path in Directory.GetFiles(_target.Directory))
                CopyLocked(path, killed.PathOf(Path.GetFileName(path)));

            using PartFile resumed = PartFile.Open(killed.PathOf("file"), _file);
            Assert.InRange(at + (1024 * 1024) - resumed.DoneBytes, 0, 8 * 1024 * 1024);
            byte[] written = new byte[(int)resumed.Prefix];
            Assert.Equal(resumed.DoneBytes, written.Length);
            CopyLocked(killed.PathOf("file.part"), killed.PathOf("copy"));
            await using FileStream copy = File.OpenRead(killed.PathOf("copy"));
            await copy.ReadExactlyAsync(written);
            Assert.True(written.AsSpan().SequenceEqual(_content.AsSpan(0, written.Length)));
        }
    }

    [Fact]
    public async Task Open_ChangedSource_StartsAnew()
    {
        using (PartFile part = PartFile.Open(Target, _file))
            await WriteAsync(part, 0, 1000);

        using PartFile again = PartFile.Open(Target, _file with { Sha256 = new string('0', 64) });

        Assert.Equal(0, again.DoneBytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task Open_StateThatCannotBeRead_StartsAnew(string state)
    {
        using (PartFile part = PartFile.Open(Target, _file))
            await WriteAsync(part, 0, 1000);
        File.WriteAllText(Target + ".part.json", state);

        using PartFile again = PartFile.Open(Target, _file);

        Assert.Equal(0, again.DoneBytes);
    }

    [Fact]
    public async Task Open_PartShorterThanItsState_GoesOnFromWhatIsThere()
    {
        using (PartFile part = PartFile.Open(Target, _file))
            await WriteAsync(part, 0, 1000);
        using (FileStream part = File.OpenWrite(Target + ".part"))
            part.SetLength(400);

        using PartFile again = PartFile.Open(Target, _file);

        Assert.Equal(400, again.DoneBytes);
    }

    [Fact]
    public async Task Finish_WrongHash_ThrowsThePartAway()
    {
        using PartFile part = PartFile.Open(Target, _file);
        await part.WriteAsync(0, TemporaryFolder.Content(Length, seed: 2), CancellationToken.None);

        await Assert.ThrowsAsync<DamagedFileException>(() => part.FinishAsync(false, CancellationToken.None));

        Assert.Empty(Directory.GetFiles(_target.Directory));
    }

    [Fact]
    public async Task Finish_FileIsThere_IsNotOverwritten()
    {
        _target.Write("file", 3, seed: 9);
        using PartFile part = PartFile.Open(Target, _file);
        await WriteAsync(part, 0, Length);

        await Assert.ThrowsAsync<IOException>(() => part.FinishAsync(overwrite: false, CancellationToken.None));

        Assert.Equal(3, new FileInfo(Target).Length);
    }

    [Fact]
    public void Open_PartThatIsOpen_IsRefused()
    {
        using PartFile part = PartFile.Open(Target, _file);

        Assert.Throws<IOException>(() => PartFile.Open(Target, _file));
    }

    private ValueTask WriteAsync(PartFile part, int from, int to) =>
        part.WriteAsync(from, _content.AsMemory(from..to), CancellationToken.None);

    // The lock is advisory where it is not Windows; File.Copy heeds it.
    private static void CopyLocked(string from, string to)
    {
        using var copy = System.Diagnostics.Process.Start("cp", [from, to]);
        copy.WaitForExit();
    }
}
