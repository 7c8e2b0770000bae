namespace AdapterKit.Training;

/// <summary>Which weights are trained.</summary>
public enum TrainingMode
{
    /// <summary>The task's adapters, its copies of norms, and its head; the backbone stays as it is.</summary>
    Adapter,

    /// <summary>The head alone, on the backbone's own features: what a linear probe tells.</summary>
    Head,

    /// <summary>The whole backbone and the head: full fine-tuning, to compare with. The backbone is put back afterwards.</summary>
    Full,
}
