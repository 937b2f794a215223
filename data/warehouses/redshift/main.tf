# Sets up the AWS part of mParticle Warehouse Sync for Redshift: the same as setup.sh, for Terraform. The user
# and the grants in the database stay in setup.sql: no official provider makes them.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

# The role may take on mParticle's role and do nothing else.
resource "aws_iam_policy" "mparticle" {
  name        = {{iam_policy_name|hcl}}
  description = "mParticle Warehouse Sync"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "TakeOnTheRoleOfMParticle"
      Effect   = "Allow"
      Action   = "sts:AssumeRole"
      Resource = {{assume_role_arn|hcl}}
    }]
  })
}

# Redshift, and nobody else, may work as this role.
resource "aws_iam_role" "mparticle" {
  name        = {{iam_role_name|hcl}}
  description = "mParticle Warehouse Sync"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "RedshiftMayWorkAsThisRole"
      Effect = "Allow"
      Principal = {
{{#provisioned}}
        Service = "redshift.amazonaws.com"
{{/provisioned}}
{{#serverless}}
        Service = ["redshift-serverless.amazonaws.com", "redshift.amazonaws.com"]
{{/serverless}}
      }
      Action = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "mparticle" {
  role       = aws_iam_role.mparticle.name
  policy_arn = aws_iam_policy.mparticle.arn
}

{{#provisioned}}
# The cluster's roles: this resource owns the whole list, so import it, or add the ARN below to the list you
# have, rather than make it anew here.
#
# resource "aws_redshift_cluster_iam_roles" "cluster" {
#   cluster_identifier = {{cluster_identifier|hcl|comment}}
#   iam_role_arns      = [aws_iam_role.mparticle.arn]  # and every role that the cluster has
# }
{{/provisioned}}
{{#serverless}}
# The namespace's roles: iam_roles of the namespace {{namespace|comment}} is the whole list, so add
# aws_iam_role.mparticle.arn to it where you manage the namespace.
{{/serverless}}

# The connection asks for this.
output "aws_iam_role_arn" {
  value = aws_iam_role.mparticle.arn
}
