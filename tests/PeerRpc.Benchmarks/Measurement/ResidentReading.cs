namespace PeerRpc.Benchmarks.Measurement;

/// <summary>What a process holds now.</summary>
/// <param name="BytesBefore">Resident, as it was.</param>
/// <param name="Bytes">Resident, after a collection that gave free memory back to the system.</param>
/// <param name="ManagedBytes">Of those, bytes of live objects.</param>
internal sealed record ResidentReading(long BytesBefore, long Bytes, long ManagedBytes)
{
    /// <summary>Reads the calling process; collects garbage, finalizers and what those have freed.</summary>
    public static ResidentReading Take()
    {
        long before = Environment.WorkingSet;
        Collect();
        GC.WaitForPendingFinalizers();
        Collect();
        return new ResidentReading(before, Environment.WorkingSet, GC.GetTotalMemory(forceFullCollection: false));
    }

    private static void Collect() =>
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
