using SharedText.Updates;

namespace PeerRpc.SharedText.Tests.Model;

/// <summary>Takes an update apart into operations on single characters.</summary>
internal static class ModelReader
{
    public static List<ModelOperation> Read(byte[] update)
    {
        Assert.True(UpdateReader.TryRead(update, out Update read));
        return [.. read.Sections.SelectMany(section => read.Runs
            .Skip(section.FirstRun)
            .Take(section.RunCount)
            .SelectMany(run => Read(section.Replica, run)))];
    }

    private static IEnumerable<ModelOperation> Read(ulong replica, Run run)
    {
        for (int i = 0; i < run.Length; i++)
        {
            var id = new ModelId(replica, run.Clock + i);
            if (!run.IsInsertion)
            {
                int clock = run.Kind == RunKind.DeleteBackward ? run.Origin.Clock - i : run.Origin.Clock + i;
                yield return new ModelDeletion(id, new ModelId(run.Origin.Replica, clock));
                continue;
            }
            // The text of what is deleted is gone; the model needs some.
            char character = run.Text.IsEmpty ? '?' : run.Text.Span[i];
            yield return i == 0
                ? new ModelInsertion(
                    id, character, run.Kind == RunKind.InsertLeft, IdOf(run.Origin), IdOf(run.RightOrigin))
                : new ModelInsertion(id, character, false, id with { Clock = id.Clock - 1 }, IdOf(run.RightOrigin));
        }
    }

    private static ModelId? IdOf(OpId id) => id.IsNone ? null : new ModelId(id.Replica, id.Clock);
}
