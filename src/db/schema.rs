//! The tables as Diesel sees them. Generated from the migrations: see tests/it/schema.

diesel::table! {
    agent_app_assignments (workspace_id, agent_id, app_name) {
        workspace_id -> Uuid,
        agent_id -> Int8,
        app_name -> Text,
        app_type -> Text,
        priority -> Int4,
        config -> Jsonb,
        is_active -> Bool,
        assigned_at -> Timestamptz,
        assigned_by -> Nullable<Text>,
    }
}

diesel::table! {
    agent_assigned_plugins (workspace_id, agent_id, plugin_id) {
        workspace_id -> Uuid,
        agent_id -> Int8,
        plugin_id -> Uuid,
        priority -> Int4,
        assigned_at -> Timestamptz,
    }
}

diesel::table! {
    agent_skills (workspace_id, agent_id, skill_id) {
        workspace_id -> Uuid,
        agent_id -> Int8,
        skill_id -> Int8,
        assigned_at -> Timestamptz,
    }
}

diesel::table! {
    agents (workspace_id, id) {
        workspace_id -> Uuid,
        id -> Int8,
        name -> Text,
        description -> Nullable<Text>,
        agent_type -> Text,
        status -> Text,
        configuration -> Jsonb,
        model_config -> Jsonb,
        model_usage_stats -> Jsonb,
        performance_metrics -> Jsonb,
        tags -> Array<Text>,
        persona_id -> Nullable<Uuid>,
        custom_persona_prompt -> Nullable<Text>,
        use_custom_persona -> Bool,
        owner_type -> Text,
        cloned_from_id -> Nullable<Int8>,
        is_shared -> Bool,
        is_featured -> Bool,
        is_approved -> Bool,
        install_count -> Int4,
        marketplace_category -> Nullable<Text>,
        version -> Text,
        created_by -> Nullable<Text>,
        created_by_user_id -> Nullable<Int8>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    audit_events (workspace_id, created_at, id) {
        workspace_id -> Uuid,
        created_at -> Timestamptz,
        id -> Uuid,
        actor -> Text,
        command -> Text,
        object_type -> Text,
        object_id -> Text,
        object_name -> Text,
        action -> Text,
        reason -> Nullable<Text>,
        before -> Jsonb,
        after -> Jsonb,
        tool_version -> Text,
        db_user -> Text,
    }
}

diesel::table! {
    composio_actions_cache (id) {
        id -> Int8,
        app_name -> Text,
        action_name -> Text,
        action_slug -> Text,
        display_name -> Text,
        description -> Nullable<Text>,
        parameters -> Jsonb,
        response_schema -> Jsonb,
        tags -> Array<Text>,
        category -> Nullable<Text>,
        is_premium -> Bool,
        metadata -> Jsonb,
        last_synced_at -> Timestamptz,
    }
}

diesel::table! {
    composio_apps_cache (id) {
        id -> Int8,
        app_name -> Text,
        app_slug -> Text,
        display_name -> Text,
        description -> Nullable<Text>,
        logo_url -> Nullable<Text>,
        categories -> Array<Text>,
        auth_schemes -> Array<Text>,
        action_count -> Int4,
        trigger_count -> Int4,
        status -> Text,
        metadata -> Jsonb,
        last_synced_at -> Timestamptz,
    }
}

diesel::table! {
    composio_syncs (id) {
        id -> Int8,
        source -> Text,
        etag -> Nullable<Text>,
        content_sha256 -> Text,
        apps -> Int4,
        actions -> Int4,
        synced_at -> Timestamptz,
        synced_by -> Text,
    }
}

diesel::table! {
    credential_audit_logs (workspace_id, created_at, id) {
        workspace_id -> Uuid,
        created_at -> Timestamptz,
        id -> Uuid,
        credential_id -> Int8,
        credential_name -> Text,
        action -> Text,
        performed_by -> Text,
        success -> Bool,
        error_message -> Nullable<Text>,
        details -> Jsonb,
    }
}

diesel::table! {
    credential_types (id) {
        id -> Int8,
        name -> Text,
        display_name -> Text,
        category -> Text,
        icon -> Nullable<Text>,
        logo -> Nullable<Text>,
        description -> Nullable<Text>,
        schema_definition -> Jsonb,
        test_endpoint -> Nullable<Jsonb>,
        documentation_url -> Nullable<Text>,
        is_system -> Bool,
        is_active -> Bool,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    credentials (workspace_id, id) {
        workspace_id -> Uuid,
        id -> Int8,
        credential_type_id -> Int8,
        name -> Text,
        environment -> Text,
        encrypted_data -> Text,
        key_id -> Text,
        description -> Nullable<Text>,
        tags -> Array<Text>,
        is_active -> Bool,
        expires_at -> Nullable<Timestamptz>,
        last_tested_at -> Nullable<Timestamptz>,
        test_status -> Text,
        test_message -> Nullable<Text>,
        created_by -> Text,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    environment (only_row) {
        only_row -> Bool,
        name -> Text,
        created_at -> Timestamptz,
        created_by -> Text,
    }
}

diesel::table! {
    llm_models (id) {
        id -> Int8,
        provider -> Text,
        model_id -> Text,
        display_name -> Text,
        model_family -> Nullable<Text>,
        capabilities -> Jsonb,
        context_window -> Int4,
        max_output_tokens -> Int4,
        supports_functions -> Bool,
        supports_vision -> Bool,
        supports_streaming -> Bool,
        input_cost_per_1k_tokens -> Nullable<Numeric>,
        output_cost_per_1k_tokens -> Nullable<Numeric>,
        recommended_for -> Array<Text>,
        default_temperature -> Float8,
        status -> Text,
        release_date -> Nullable<Date>,
        deprecation_date -> Nullable<Date>,
        workspace_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    marketplace_plugins (id) {
        id -> Uuid,
        slug -> Text,
        name -> Text,
        version -> Text,
        storage_uri -> Nullable<Text>,
        package_sha256 -> Nullable<Text>,
        description -> Nullable<Text>,
        long_description -> Nullable<Text>,
        category_id -> Nullable<Uuid>,
        tags -> Array<Text>,
        skills_count -> Int4,
        commands_count -> Int4,
        agents_count -> Int4,
        hooks_count -> Int4,
        source_type -> Nullable<Text>,
        source_url -> Nullable<Text>,
        source_repo -> Nullable<Text>,
        original_author -> Nullable<Text>,
        license -> Nullable<Text>,
        token_estimate -> Int4,
        recommended_models -> Array<Text>,
        security_scan_id -> Nullable<Uuid>,
        security_status -> Text,
        is_active -> Bool,
        is_featured -> Bool,
        approval_status -> Text,
        approved_by -> Nullable<Text>,
        approved_at -> Nullable<Timestamptz>,
        rejection_reason -> Nullable<Text>,
        enable_count -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    package_blobs (sha256) {
        sha256 -> Text,
        size_bytes -> Int8,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    package_chunks (sha256, chunk_no) {
        sha256 -> Text,
        chunk_no -> Int4,
        bytes -> Bytea,
    }
}

diesel::table! {
    patterns (id) {
        id -> Int8,
        workspace_id -> Nullable<Uuid>,
        name -> Text,
        description -> Nullable<Text>,
        pattern_type -> Text,
        pattern_data -> Jsonb,
        usage_count -> Int8,
        effectiveness_score -> Float8,
        is_active -> Bool,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    personas (id) {
        id -> Uuid,
        slug -> Text,
        name -> Text,
        description -> Nullable<Text>,
        system_prompt -> Text,
        voice_description -> Nullable<Text>,
        category -> Text,
        tags -> Array<Text>,
        suggested_temperature -> Float8,
        suggested_models -> Array<Text>,
        source -> Text,
        source_url -> Nullable<Text>,
        scope -> Text,
        workspace_id -> Nullable<Uuid>,
        is_active -> Bool,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    plugin_categories (id) {
        id -> Uuid,
        slug -> Text,
        name -> Text,
        description -> Nullable<Text>,
        icon -> Nullable<Text>,
        sort_order -> Int4,
        parent_id -> Nullable<Uuid>,
        is_active -> Bool,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    plugin_security_scans (id) {
        id -> Uuid,
        plugin_slug -> Text,
        plugin_version -> Text,
        package_sha256 -> Text,
        static_scan_status -> Text,
        static_risk_score -> Int4,
        static_findings -> Jsonb,
        blocked_patterns_found -> Array<Text>,
        llm_scan_status -> Text,
        llm_risk_score -> Nullable<Int4>,
        llm_findings -> Jsonb,
        llm_summary -> Nullable<Text>,
        llm_model_used -> Nullable<Text>,
        llm_tokens_used -> Nullable<Int4>,
        risk_score -> Int4,
        review_from -> Int4,
        blocked_above -> Int4,
        overall_verdict -> Text,
        rules_version -> Text,
        duration_ms -> Int8,
        scanned_by -> Text,
        scanned_at -> Timestamptz,
    }
}

diesel::table! {
    plugin_sync_history (id) {
        id -> Uuid,
        action -> Text,
        plugin_id -> Nullable<Uuid>,
        plugin_slug -> Text,
        plugin_version -> Nullable<Text>,
        status -> Text,
        details -> Jsonb,
        error_message -> Nullable<Text>,
        performed_by -> Text,
        started_at -> Timestamptz,
        completed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    plugin_versions (id) {
        id -> Uuid,
        plugin_id -> Uuid,
        version -> Text,
        package_sha256 -> Text,
        package_size_bytes -> Int8,
        storage_uri -> Text,
        manifest -> Jsonb,
        contents -> Jsonb,
        security_scan_id -> Nullable<Uuid>,
        security_status -> Text,
        approval_status -> Text,
        approved_by -> Nullable<Text>,
        approved_at -> Nullable<Timestamptz>,
        rejection_reason -> Nullable<Text>,
        uploaded_by -> Text,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        uploaded_db_user -> Text,
        approved_db_user -> Nullable<Text>,
        approval_reason -> Nullable<Text>,
        approval_scan_id -> Nullable<Uuid>,
        approval_verdict -> Nullable<Text>,
        approval_consent -> Nullable<Text>,
        approval_four_eyes -> Bool,
    }
}

diesel::table! {
    routing_decision_cache (workspace_id, envelope_hash) {
        workspace_id -> Uuid,
        envelope_hash -> Text,
        route_type -> Text,
        agent_id -> Nullable<Int8>,
        workflow_id -> Nullable<Int8>,
        confidence -> Float8,
        corrected -> Bool,
        hit_count -> Int8,
        last_hit_at -> Nullable<Timestamptz>,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    routing_decisions (workspace_id, created_at, id) {
        workspace_id -> Uuid,
        created_at -> Timestamptz,
        id -> Uuid,
        request_id -> Uuid,
        envelope_hash -> Text,
        source -> Text,
        content -> Nullable<Text>,
        route_type -> Text,
        agent_id -> Nullable<Int8>,
        workflow_id -> Nullable<Int8>,
        confidence -> Float8,
        reasoning -> Nullable<Text>,
        cached -> Bool,
        was_corrected -> Bool,
        corrected_agent_id -> Nullable<Int8>,
    }
}

diesel::table! {
    routing_rules (workspace_id, id) {
        workspace_id -> Uuid,
        id -> Int8,
        name -> Text,
        source_pattern -> Nullable<Text>,
        source_channel -> Nullable<Text>,
        intent_keywords -> Array<Text>,
        target_agent_id -> Nullable<Int8>,
        target_workflow_id -> Nullable<Int8>,
        target_orchestrate -> Bool,
        priority -> Int4,
        is_active -> Bool,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    seed_entries (seed_set, kind, item_key) {
        seed_set -> Text,
        kind -> Text,
        item_key -> Text,
        row_created -> Bool,
        item_hash -> Text,
        fields -> Jsonb,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        is_whole -> Bool,
    }
}

diesel::table! {
    seed_runs (id) {
        id -> Uuid,
        started_at -> Timestamptz,
        finished_at -> Timestamptz,
        actor -> Text,
        db_user -> Text,
        source -> Text,
        tool_version -> Text,
        file_hashes -> Jsonb,
        counts -> Jsonb,
        options -> Jsonb,
    }
}

diesel::table! {
    skill_files (id) {
        id -> Int8,
        skill_id -> Int8,
        file_path -> Text,
        file_type -> Text,
        content -> Nullable<Text>,
        content_summary -> Nullable<Text>,
        content_sha256 -> Text,
        file_size_bytes -> Int8,
        estimated_tokens -> Int4,
        load_level -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    skill_sources (id) {
        id -> Int8,
        source_name -> Text,
        source_type -> Text,
        git_url -> Nullable<Text>,
        git_branch -> Nullable<Text>,
        git_commit_sha -> Nullable<Text>,
        auto_update -> Bool,
        update_frequency_hours -> Nullable<Int4>,
        skills_discovered -> Int4,
        status -> Text,
        last_sync_at -> Nullable<Timestamptz>,
        last_sync_status -> Nullable<Text>,
        last_sync_error -> Nullable<Text>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        folder_path -> Nullable<Text>,
        git_tag -> Nullable<Text>,
        default_skill_type -> Text,
        default_category -> Nullable<Text>,
    }
}

diesel::table! {
    skill_versions (id) {
        id -> Int8,
        skill_id -> Int8,
        version -> Text,
        git_commit_sha -> Nullable<Text>,
        changelog -> Nullable<Text>,
        is_current -> Bool,
        created_at -> Timestamptz,
        content_sha256 -> Nullable<Text>,
        security_status -> Nullable<Text>,
        risk_score -> Nullable<Int4>,
    }
}

diesel::table! {
    skills (id) {
        id -> Int8,
        workspace_id -> Nullable<Uuid>,
        name -> Text,
        description -> Nullable<Text>,
        skill_type -> Text,
        category -> Nullable<Text>,
        prompt_template -> Nullable<Text>,
        tools_schema -> Nullable<Jsonb>,
        parameters -> Jsonb,
        implementation -> Nullable<Text>,
        skill_version -> Nullable<Text>,
        skill_source -> Nullable<Text>,
        git_repo_url -> Nullable<Text>,
        git_branch -> Nullable<Text>,
        git_commit_sha -> Nullable<Text>,
        filesystem_path -> Nullable<Text>,
        tags -> Array<Text>,
        skill_metadata -> Jsonb,
        performance_data -> Jsonb,
        is_active -> Bool,
        last_sync_at -> Nullable<Timestamptz>,
        created_by -> Nullable<Text>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    system_settings (id) {
        id -> Int8,
        category -> Text,
        key -> Text,
        value -> Nullable<Text>,
        key_id -> Nullable<Text>,
        value_type -> Text,
        default_value -> Nullable<Text>,
        description -> Nullable<Text>,
        is_sensitive -> Bool,
        is_required -> Bool,
        validation_rules -> Jsonb,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    unrouted_events (workspace_id, created_at, id) {
        workspace_id -> Uuid,
        created_at -> Timestamptz,
        id -> Uuid,
        source -> Text,
        content -> Text,
        raw_payload -> Jsonb,
        reason -> Text,
    }
}

diesel::table! {
    users (id) {
        id -> Int8,
        username -> Text,
        email -> Text,
        email_lower -> Text,
        clerk_user_id -> Nullable<Text>,
        name -> Nullable<Text>,
        avatar_url -> Nullable<Text>,
        is_active -> Bool,
        last_sign_in_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    workflow_agents (workspace_id, workflow_id, agent_id) {
        workspace_id -> Uuid,
        workflow_id -> Int8,
        agent_id -> Int8,
        assigned_at -> Timestamptz,
    }
}

diesel::table! {
    workflow_executions (workspace_id, id) {
        workspace_id -> Uuid,
        id -> Int8,
        workflow_id -> Int8,
        agent_id -> Nullable<Int8>,
        status -> Text,
        input_data -> Jsonb,
        output_data -> Jsonb,
        execution_log -> Nullable<Text>,
        models_used -> Jsonb,
        execution_metadata -> Jsonb,
        error_message -> Nullable<Text>,
        started_at -> Timestamptz,
        completed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    workflow_recipes (id) {
        id -> Int8,
        template_id -> Text,
        workspace_id -> Nullable<Uuid>,
        owner_type -> Text,
        name -> Text,
        description -> Text,
        template_definition -> Jsonb,
        steps -> Jsonb,
        inputs -> Jsonb,
        outputs -> Jsonb,
        execution_config -> Jsonb,
        schedule_config -> Jsonb,
        tags -> Array<Text>,
        recommended_agents -> Array<Text>,
        required_tools -> Array<Text>,
        version -> Text,
        changelog -> Jsonb,
        use_count -> Int8,
        success_rate -> Float8,
        quality_score -> Nullable<Float8>,
        is_public -> Bool,
        is_featured -> Bool,
        is_system -> Bool,
        is_approved -> Bool,
        cloned_from_id -> Nullable<Int8>,
        created_by -> Text,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        archived_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    workflows (workspace_id, id) {
        workspace_id -> Uuid,
        id -> Int8,
        name -> Text,
        description -> Nullable<Text>,
        goal -> Nullable<Text>,
        context -> Nullable<Text>,
        workflow_definition -> Jsonb,
        status -> Text,
        owner -> Nullable<Text>,
        tags -> Array<Text>,
        priority -> Nullable<Text>,
        default_policy_id -> Nullable<Text>,
        success_rate -> Nullable<Float8>,
        created_by -> Nullable<Text>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    workspace_enabled_plugins (workspace_id, plugin_id) {
        workspace_id -> Uuid,
        plugin_id -> Uuid,
        enabled_by -> Text,
        enabled_at -> Timestamptz,
    }
}

diesel::table! {
    workspace_members (workspace_id, user_id) {
        workspace_id -> Uuid,
        user_id -> Int8,
        role -> Text,
        joined_at -> Timestamptz,
    }
}

diesel::table! {
    workspaces (id) {
        id -> Uuid,
        name -> Text,
        slug -> Text,
        kind -> Text,
        owner_id -> Nullable<Int8>,
        clerk_org_id -> Nullable<Text>,
        plan -> Text,
        plan_limits -> Jsonb,
        settings -> Jsonb,
        webhook_key_hash -> Nullable<Text>,
        is_active -> Bool,
        paused_at -> Nullable<Timestamptz>,
        paused_reason -> Nullable<Text>,
        deleted_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    agent_app_assignments,
    agent_assigned_plugins,
    agent_skills,
    agents,
    audit_events,
    composio_actions_cache,
    composio_apps_cache,
    composio_syncs,
    credential_audit_logs,
    credential_types,
    credentials,
    environment,
    llm_models,
    marketplace_plugins,
    package_blobs,
    package_chunks,
    patterns,
    personas,
    plugin_categories,
    plugin_security_scans,
    plugin_sync_history,
    plugin_versions,
    routing_decision_cache,
    routing_decisions,
    routing_rules,
    seed_entries,
    seed_runs,
    skill_files,
    skill_sources,
    skill_versions,
    skills,
    system_settings,
    unrouted_events,
    users,
    workflow_agents,
    workflow_executions,
    workflow_recipes,
    workflows,
    workspace_enabled_plugins,
    workspace_members,
    workspaces,
);
