namespace AdapterKit.Training;

/// <summary>A checkpoint is cut, altered, or no checkpoint at all, so that no training can be resumed from it.</summary>
public sealed class CheckpointDamagedException : Exception
{
    internal CheckpointDamagedException(string path, Exception? inner = null)
        : base($"{path} is damaged, or was not written by this version. Delete it, and start the training afresh.", inner)
    {
    }
}
