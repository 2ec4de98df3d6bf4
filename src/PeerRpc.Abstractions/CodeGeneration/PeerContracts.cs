using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace PeerRpc.CodeGeneration;

/// <summary>
/// Finds the generated code of a contract: one static slot per interface, written once by the module initializer of
/// the assembly that declares it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PeerContracts
{
    /// <summary>Called by generated code when its assembly is loaded. A second registration changes nothing.</summary>
    /// <typeparam name="TContract">The interface.</typeparam>
    /// <param name="contract">Its generated code.</param>
    public static void Register<TContract>(PeerContract<TContract> contract)
        where TContract : class =>
        Interlocked.CompareExchange(ref Slot<TContract>.Contract, contract, null);

    /// <summary>Gives the generated code of a contract.</summary>
    /// <typeparam name="TContract">The interface.</typeparam>
    /// <returns>Its generated code.</returns>
    /// <exception cref="InvalidOperationException">There is none; the message says what to do.</exception>
    public static PeerContract<TContract> Get<TContract>()
        where TContract : class
    {
        if (Volatile.Read(ref Slot<TContract>.Contract) is { } registered)
            return registered;

        // The assembly may be loaded without any of its code having run yet.
        RuntimeHelpers.RunModuleConstructor(typeof(TContract).Module.ModuleHandle);
        return Volatile.Read(ref Slot<TContract>.Contract)
            ?? throw new InvalidOperationException(
                $"There is no generated code for '{typeof(TContract)}'. Mark the interface with " +
                "[PeerController(\"/path\")] and let the project that declares it reference the PeerRpc.Abstractions " +
                "package, which brings the generator.");
    }

    private static class Slot<TContract>
        where TContract : class
    {
        public static PeerContract<TContract>? Contract;
    }
}
