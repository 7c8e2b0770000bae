namespace AdapterKit;

/// <summary>What is known of a task without a backbone; written by the compiler from the attributes on its class.</summary>
/// <param name="id">The id of the task.</param>
/// <param name="backboneId">The id of the backbone that it runs on.</param>
/// <param name="labels">The labels, in the order of the head's outputs.</param>
/// <param name="config">The declared configuration.</param>
/// <param name="create">Builds the task on a backbone.</param>
/// <param name="kind">What the task reads and predicts.</param>
public sealed class TaskDeclaration(
    string id,
    string backboneId,
    IReadOnlyList<string> labels,
    AdapterConfig config,
    Func<Backbone, AdapterConfig, TaskAdapter> create,
    TaskKind kind)
{
    /// <summary>Declares a classification task.</summary>
    /// <param name="id">The id of the task.</param>
    /// <param name="backboneId">The id of the backbone that it runs on.</param>
    /// <param name="labels">The labels, in the order of the head's outputs.</param>
    /// <param name="config">The declared configuration.</param>
    /// <param name="create">Builds the task on a backbone.</param>
    public TaskDeclaration(
        string id,
        string backboneId,
        IReadOnlyList<string> labels,
        AdapterConfig config,
        Func<Backbone, AdapterConfig, TaskAdapter> create)
        : this(id, backboneId, labels, config, create, ClassificationTask.Kind)
    {
    }

    /// <summary>The id of the task.</summary>
    public string Id { get; } = id;

    /// <summary>The id of the backbone that it runs on.</summary>
    public string BackboneId { get; } = backboneId;

    /// <summary>The labels, in the order of the head's outputs; none for a kind without labels.</summary>
    public IReadOnlyList<string> Labels { get; } = labels;

    /// <summary>What the task reads and predicts.</summary>
    public TaskKind Kind { get; } = kind;

    /// <summary>The declared configuration.</summary>
    public AdapterConfig Config { get; } = config;

    /// <summary>
    /// Declares the same task for another backbone: same labels, same adapters. Weights trained on the declared backbone do not fit it.
    /// </summary>
    /// <param name="backbone">The backbone.</param>
    public TaskDeclaration On(Backbone backbone)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        return backbone.Id == BackboneId ? this : new TaskDeclaration(Id, backbone.Id, Labels, Config, create, Kind);
    }

    /// <summary>Declares the same task with another configuration.</summary>
    /// <param name="config">The configuration.</param>
    public TaskDeclaration With(AdapterConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new TaskDeclaration(Id, BackboneId, Labels, config, create, Kind);
    }

    /// <summary>Builds the task with fresh weights.</summary>
    /// <param name="backbone">The backbone that it is declared for; borrowed.</param>
    /// <param name="config">A configuration other than the declared one.</param>
    /// <returns>A task in evaluation mode, with weights of the backbone's type and on its device; owned by the caller.</returns>
    /// <exception cref="ArgumentException">The backbone is another one, or lacks an insertion point that the task names.</exception>
    public TaskAdapter Create(Backbone backbone, AdapterConfig? config = null)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        if (backbone.Id != BackboneId)
        {
            throw new ArgumentException(
                $"Task '{Id}' is declared for backbone '{BackboneId}' and cannot run on '{backbone.Id}'.", nameof(backbone));
        }

        // A fresh task computes what a loaded one does: without dropout, until a trainer turns it on.
        var task = create(backbone, config ?? Config);
        task.eval();
        if (backbone.Weight is { } weight)
            task.to(weight.device, weight.dtype);

        return task;
    }

    /// <summary>Builds a task that fuses others, with fresh weights.</summary>
    /// <param name="backbone">The backbone that it is declared for; borrowed.</param>
    /// <param name="members">The tasks that its fusion names; borrowed for the lifetime of this task. Others are ignored.</param>
    /// <param name="config">A configuration other than the declared one.</param>
    /// <returns>A task owned by the caller.</returns>
    /// <exception cref="ArgumentException">The backbone is another one, or a task that the fusion names is missing.</exception>
    public TaskAdapter Create(Backbone backbone, IReadOnlyList<TaskAdapter> members, AdapterConfig? config = null) =>
        Create(backbone, (config ?? Config) with { Members = members });
}
