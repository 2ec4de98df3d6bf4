using PeerRpc.Simulations.Contracts;
using PeerRpc.Simulations.Runs;

namespace PeerRpc.Simulations.Gatherings;

/// <summary>What everybody has sent and got, in the one order in which it happened.</summary>
internal sealed class GatheringLog
{
    private readonly Dictionary<(string Group, int Process, int Number), Sending> _sendings = [];
    private readonly List<SeedViolation> _violations = [];
    private long _moment;

    /// <summary>All messages.</summary>
    public IReadOnlyCollection<Sending> Sendings => _sendings.Values;

    /// <summary>All processes in all groups.</summary>
    public List<Attendance> Attendances { get; } = [];

    /// <summary>What was wrong at once.</summary>
    public IReadOnlyList<SeedViolation> Violations => _violations;

    /// <summary>Another moment.</summary>
    public long Next() => ++_moment;

    /// <summary>A message is about to be sent.</summary>
    public Sending Begin(Note note, string sender, bool isCall)
    {
        var sending = new Sending(note, sender, isCall, Next());
        _sendings.Add((note.Group, note.Process, note.Number), sending);
        return sending;
    }

    /// <summary>Finds the message that has come to somebody; null if there is none such, which is wrong.</summary>
    public Sending? Find(Attendance attendance, string? sender, Note note, bool isCall)
    {
        if (note.IsIntact() && note.Group == attendance.Group && sender != attendance.PeerId
            && _sendings.TryGetValue((note.Group, note.Process, note.Number), out Sending? sending)
            && sending.Sender == sender && sending.IsCall == isCall)
            return sending;
        Add("GroupInvented", $"{attendance} got {note.Process}.{note.Number} of {sender} in {note.Group}");
        return null;
    }

    public void Add(string rule, string text) => _violations.Add(new SeedViolation(rule, text));
}
