using FsCheck;
using FsCheck.Fluent;
using PeerRpc.Core.Calls;
using Xunit;

namespace PeerRpc.Core.Tests.Calls;

public sealed class IdTableTests
{
    [Fact]
    public void Ids_AsTheyAreGivenOut_BehaveAsInADictionary() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(0, 99).ListOf(400).ToArbitrary(),
            static steps =>
            {
                var pair = new Pair();
                ulong next = 1;
                foreach (int step in steps)
                {
                    // Some ids stay for long, most for a short while, and none comes again.
                    if (step < 55)
                        pair.Add(next++);
                    else
                        pair.Remove(next - Math.Min(next, (ulong)(step % 12)));
                }
                return pair.AreSame(0, next);
            }));

    [Fact]
    public void Ids_ThatSomebodyChooses_BehaveAsInADictionary() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(0, 40).ListOf(300).ToArbitrary(),
            static steps =>
            {
                var pair = new Pair();
                foreach (int step in steps)
                {
                    // They fight for few places, far beyond what any table has.
                    ulong id = ((ulong)(step % 10) << 60) + (ulong)(step % 3);
                    if (step < 25 && !pair.Has(id))
                        pair.Add(id);
                    else
                        pair.Remove(id);
                }
                return Enumerable.Range(0, 10).All(high => pair.AreSame((ulong)high << 60, 3));
            }));

    [Fact]
    public void Table_OfOneThatStaysWhileThousandsPass_StaysSmall()
    {
        var table = new IdTable<object>();
        object first = new();
        table.Add(1, first);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (ulong id = 2; id < 100_000; id++)
        {
            table.Add(id, first);
            Assert.True(table.Remove(id, out _));
        }

        // One place in eight is taken, so every eighth id waits in the dictionary for a moment.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4096);
        Assert.Same(first, table.Find(1));
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void Clear_LeavesNothing()
    {
        var table = new IdTable<object>();
        table.Add(1, new object());
        table.Add(9, new object());

        table.Clear();

        Assert.Equal(0, table.Count);
        Assert.Empty(table.Values);
        Assert.Null(table.Find(1));
        Assert.Null(table.Find(9));
        Assert.False(table.Remove(9, out _));
    }

    private sealed class Pair
    {
        private readonly IdTable<object> _table = new();
        private readonly Dictionary<ulong, object> _model = [];
        private bool _same = true;

        public bool Has(ulong id) => _model.ContainsKey(id);

        public void Add(ulong id)
        {
            object value = new();
            _table.Add(id, value);
            _model.Add(id, value);
        }

        public void Remove(ulong id)
        {
            bool expected = _model.Remove(id, out object? value);
            _same &= _table.Remove(id, out object? removed) == expected && removed == value;
        }

        public bool AreSame(ulong from, ulong count)
        {
            _same &= _table.Count == _model.Count && _table.Values.ToHashSet().SetEquals(_model.Values);
            for (ulong id = from; id < from + count; id++)
                _same &= _table.Find(id) == _model.GetValueOrDefault(id);
            return _same;
        }
    }
}
