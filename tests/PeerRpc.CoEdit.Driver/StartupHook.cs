/// <summary>
/// Runs in each process that a test starts, before its own code: the process ends when its input does, which is when
/// whoever has started it is gone, however that has ended.
/// </summary>
/// <remarks>The runtime looks for this name, in no namespace.</remarks>
internal static class StartupHook
{
    public static void Initialize() => new Thread(EndWithInput) { IsBackground = true }.Start();

    private static void EndWithInput()
    {
        Stream input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
            continue;
        Environment.Exit(1);
    }
}
