namespace AdapterKit.Hosting;

/// <summary>What became of a row.</summary>
public enum RowState
{
    /// <summary>It was answered.</summary>
    Answered,

    /// <summary>The task failed on it, or its batch could not be computed.</summary>
    Failed,

    /// <summary>Its time was up before its turn came.</summary>
    Late,

    /// <summary>There is no such task.</summary>
    NotFound,

    /// <summary>The task reads pairs of texts and there is one text, or the other way round.</summary>
    Unfit,

    /// <summary>The task has failed too often, or was quarantined by hand.</summary>
    Quarantined,

    /// <summary>Another process serves the task, and does not answer.</summary>
    Unreachable,
}
