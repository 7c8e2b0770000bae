namespace AdapterKit.Interchange;

/// <summary>How a task becomes a published adapter.</summary>
public sealed record ExportOptions
{
    /// <summary>The name of the adapter in files of AdapterHub; the id of the task by default.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the head is written, too.</summary>
    public bool Head { get; init; } = true;

    /// <summary>The name of the backbone on the Hugging Face hub, if it has one.</summary>
    public string? BaseModel { get; init; }
}
