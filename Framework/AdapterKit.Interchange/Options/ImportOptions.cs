namespace AdapterKit.Interchange;

/// <summary>How a published adapter becomes a task.</summary>
public sealed record ImportOptions
{
    /// <summary>The id of the task; the name of the adapter by default.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// The labels, in the order of the head's outputs. By default those that the folder names, or else <c>LABEL_0</c>, <c>LABEL_1</c>, …
    /// </summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>
    /// The declared task that the adapter becomes; <see langword="null"/> for a task of its own. Its variant, kind and labels must be those
    /// of the folder.
    /// </summary>
    public TaskDeclaration? Declaration { get; init; }

    /// <summary>Whether the head is imported, too; otherwise the task computes hidden states alone.</summary>
    public bool Head { get; init; } = true;

    /// <summary>The published checkpoint of the backbone, for the part of a head that belongs to it, such as BERT's pooler.</summary>
    public CheckpointSource? Checkpoint { get; init; }

    /// <summary>The tasks that a fusion names; borrowed for the lifetime of the task.</summary>
    public IReadOnlyList<TaskAdapter> Members { get; init; } = [];
}
