namespace AdapterKit;

/// <summary>The entry point of a plugin assembly; written by the compiler, named in the assembly's metadata.</summary>
public interface ITaskPlugin
{
    /// <summary>The tasks that the assembly declares.</summary>
    IReadOnlyList<TaskDeclaration> Tasks { get; }

    /// <summary>The backbones that the assembly offers.</summary>
    IReadOnlyList<BackboneDeclaration> Backbones => [];
}
