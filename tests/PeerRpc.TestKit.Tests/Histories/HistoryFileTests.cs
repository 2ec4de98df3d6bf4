using PeerRpc.TestKit.Histories;

namespace PeerRpc.TestKit.Tests.Histories;

/// <summary>Histories in files: what was written is read, whatever became of the writer.</summary>
public sealed class HistoryFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("peerrpc-history-").FullName;

    private string FilePath => Path.Combine(_folder, "1.history");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Event_WithEveryMember_ComesBackAsItWas()
    {
        var entry = new HistoryEvent
        {
            Kind = HistoryEventKind.CallInvoked,
            Process = 7,
            Time = TimeSpan.FromTicks(123_456_789),
            Key = long.MaxValue,
            Value = long.MinValue,
            Number = -1,
            Deadline = TimeSpan.FromSeconds(60),
            Order = 3,
            Target = 2,
            Form = CallForm.Streaming,
            Side = StreamSide.Producer,
            Fate = StreamFate.Cancelled,
            Code = PeerErrorCode.PolicyFailed,
            Executed = Executed.Yes,
        };
        using (var writer = new HistoryFileWriter(FilePath))
        {
            writer.Write(entry);
            writer.Write(new HistoryEvent { Kind = HistoryEventKind.TokenFired });
        }

        HistoryEvent[] read = [.. new HistoryFile(FilePath).Read()];

        Assert.Equal([entry, new HistoryEvent { Kind = HistoryEventKind.TokenFired }], read);
    }

    [Fact]
    public void Events_OfAWriterThatGoesOn_AreThereAtOnce()
    {
        using var writer = new HistoryFileWriter(FilePath);
        for (int i = 0; i < 3; i++)
        {
            writer.Write(new HistoryEvent { Kind = HistoryEventKind.ItemProduced, Key = 1, Value = i });
            Assert.Equal(i + 1, new HistoryFile(FilePath).Read().Count());
        }
    }

    [Fact]
    public void Event_ThatWasCut_IsLeftOutAtEachOfItsBytes()
    {
        using (var writer = new HistoryFileWriter(FilePath))
        {
            writer.Write(new HistoryEvent { Kind = HistoryEventKind.ItemProduced, Key = 12, Value = 34 });
            writer.Write(new HistoryEvent { Kind = HistoryEventKind.ItemProduced, Key = 56, Value = 78 });
        }
        byte[] whole = File.ReadAllBytes(FilePath);
        int first = Array.IndexOf(whole, (byte)'\n') + 1;
        for (int length = first; length < whole.Length; length++)
        {
            File.WriteAllBytes(FilePath, whole[..length]);

            HistoryEvent read = Assert.Single(new HistoryFile(FilePath).Read());

            Assert.Equal(34, read.Value);
        }
    }

    [Fact]
    public void Events_MoreThanABufferHolds_AreAllRead()
    {
        const int Count = 20_000;
        using (var writer = new HistoryFileWriter(FilePath))
        {
            for (int i = 0; i < Count; i++)
                writer.Write(new HistoryEvent { Kind = HistoryEventKind.ItemConsumed, Key = 1, Value = i });
        }

        Assert.Equal(
            Enumerable.Range(0, Count).Select(i => (long)i), new HistoryFile(FilePath).Read().Select(e => e.Value));
    }

    [Theory]
    [InlineData("x\n")]
    [InlineData("7 1 2 x\n")]
    [InlineData("1 1 1 1 1 1 1 1 1 1 1 1 1 1 1\n")]
    [InlineData("99999999999999999999\n")]
    public void Line_ThatIsBroken_IsRefused(string line)
    {
        File.WriteAllText(FilePath, line);

        var error = Assert.Throws<FormatException>(() => new HistoryFile(FilePath).Read().Count());

        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_AboveItsLimit_IsNotWrittenOn()
    {
        using var writer = new HistoryFileWriter(FilePath, maxBytes: 20);
        writer.Write(new HistoryEvent { Kind = HistoryEventKind.ItemProduced, Key = 1 });

        Assert.Throws<InvalidOperationException>(() => writer.Write(new HistoryEvent
        {
            Kind = HistoryEventKind.ItemProduced,
            Key = long.MaxValue,
        }));

        Assert.Single(new HistoryFile(FilePath).Read());
    }

    [Fact]
    public void Line_WithTheLargestNumbers_FitsTheBuffer()
    {
        Span<byte> line = stackalloc byte[HistoryLine.MaxBytes];
        int length = HistoryLine.Write(
            new HistoryEvent
            {
                Kind = (HistoryEventKind)int.MinValue,
                Process = int.MinValue,
                Time = TimeSpan.MinValue,
                Key = long.MinValue,
                Value = long.MinValue,
                Number = long.MinValue,
                Deadline = TimeSpan.MinValue,
                Order = long.MinValue,
                Target = int.MinValue,
                Form = (CallForm)int.MinValue,
                Side = (StreamSide)int.MinValue,
                Fate = (StreamFate)int.MinValue,
                Code = (PeerErrorCode)int.MinValue,
                Executed = (Executed)int.MinValue,
            },
            line);

        Assert.InRange(length, 1, HistoryLine.MaxBytes);
    }
}
