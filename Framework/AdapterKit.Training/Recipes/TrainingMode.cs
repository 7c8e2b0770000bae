namespace AdapterKit.Training;

/// <summary>Which weights are trained.</summary>
public enum TrainingMode
{
    /// <summary>The task's adapters, its copies of norms, and its head. The backbone stays unchanged.</summary>
    Adapter,

    /// <summary>The head alone, on the features of the bare backbone: a linear probe.</summary>
    Head,

    /// <summary>The whole backbone and the head: full fine-tuning, for comparison. The backbone is restored afterwards.</summary>
    Full,
}
