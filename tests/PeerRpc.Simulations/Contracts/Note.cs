namespace PeerRpc.Simulations.Contracts;

/// <summary>What somebody tells a group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Process">Who sends it.</param>
/// <param name="Number">Counted by the sender, for each group.</param>
/// <param name="Payload">The <see cref="Pattern"/> of the process and the number.</param>
public sealed record Note(string Group, int Process, int Number, byte[] Payload)
{
    /// <summary>Makes one.</summary>
    public static Note Create(string group, int process, int number, int bytes) =>
        new(group, process, number, Pattern.Create(process + ((long)number << 32), bytes));

    /// <summary>Whether it is as it was made.</summary>
    public bool IsIntact() => Pattern.Matches(Process + ((long)Number << 32), 0, Payload);
}
